#include "report/html/sorting.hpp"

namespace resizer::report {
namespace {

/// A test compares its hash with kHash.
constexpr std::string_view kScript = R"js(
'use strict';
const texts = new Intl.Collator(undefined, {numeric: true});

function compare(a, b) {
  if (a.dataset.sort === undefined) return texts.compare(a.textContent, b.textContent);
  return a.dataset.sort - b.dataset.sort;
}

function sort(table, column) {
  const headings = [...table.tHead.rows[0].cells];
  const order = headings[column].getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending';
  for (const heading of headings) heading.setAttribute('aria-sort', 'none');
  headings[column].setAttribute('aria-sort', order);
  const sign = order === 'ascending' ? 1 : -1;
  const cell = row => row.cells[column];
  const isUnknown = row => cell(row).dataset.sort === '';
  const body = table.tBodies[0];
  body.append(...[...body.rows].sort(
      (a, b) => isUnknown(a) - isUnknown(b) || sign * compare(cell(a), cell(b))));
}

for (const table of document.querySelectorAll('table.sortable')) {
  [...table.tHead.rows[0].cells].forEach((heading, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...heading.childNodes);
    button.addEventListener('click', () => sort(table, column));
    heading.setAttribute('aria-sort', 'none');
    heading.append(button);
  });
}
)js";

constexpr std::string_view kHash = "+tP7VCpfEsbm5SvNkfePCM/Zn+Iy9CXrRhoTbyQfDGk=";

}  // namespace

std::string_view sorting_script() noexcept {
  return kScript;
}

std::string_view sorting_script_hash() noexcept {
  return kHash;
}

}  // namespace resizer::report
