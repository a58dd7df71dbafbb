"""scripts/conformance.sh [--resizer PROGRAM] [--details FILE] [--jobs N] FOLDER...

Runs resizer and every reference that is installed over all images in the folders, and prints a table by kind of file.
Exits 1 if a file is silently wrong, refused or accepted against two references, and no exception is listed for it.
"""

import argparse
import collections
import concurrent.futures
import os
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(1, os.path.join(HERE, "..", "peers"))

import exceptions  # noqa: E402
import metadata  # noqa: E402
import pictures  # noqa: E402
import references  # noqa: E402
import samples  # noqa: E402
import subject  # noqa: E402
import table  # noqa: E402
import verdicts  # noqa: E402
from verdicts import Verdict  # noqa: E402

FAILING = (Verdict.WRONG, Verdict.REFUSED, Verdict.ACCEPTED)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", nargs="+", metavar="FOLDER")
    parser.add_argument("--resizer", default=os.path.join(HERE, "../../build/release/resizer"), metavar="PROGRAM")
    parser.add_argument("--details", metavar="FILE", help="write a line for each file that is not right")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="N")
    return parser.parse_args()


def judge_all(options, folder):
    staging = os.path.join(folder, "in")
    os.mkdir(staging)
    found = samples.collect(options.places, staging)
    if not found:
        raise SystemExit("conformance: no image in " + ", ".join(options.places))
    answers = {}
    for number, request in enumerate(subject.REQUESTS):
        place = os.path.join(folder, f"ours{number}")
        os.mkdir(place)
        answers[request] = subject.run(options.resizer, found, request, place)
    with_metadata = answers[verdicts.WITH_METADATA].items()
    kept = {path: answer.output for path, answer in with_metadata if answer.done and not answer.is_copy}
    tags = metadata.read_all([*kept, *kept.values()])

    srgb = os.path.join(folder, "srgb.icc")
    pictures.write_srgb_profile(srgb)
    present, missing = references.installed(srgb)
    print("References:", ", ".join(reference.name for reference in present))
    if missing:
        print("Not installed:", ", ".join(missing))

    def judge(sample):
        place = tempfile.mkdtemp(dir=folder)
        readings = [one.read(sample, place) for one in present if sample.format in one.formats]
        of_sample = {request: answers[request][sample.staged] for request in answers}
        of_metadata = None
        if sample.staged in kept and tags:
            before, after = tags.get(sample.staged, {}), tags.get(kept[sample.staged], {})
            of_metadata = metadata.finding(before, after, of_sample[verdicts.WITH_METADATA].warnings)
        judgement = verdicts.judge(sample, of_sample, [reading for reading in readings if reading], of_metadata)
        for name in os.listdir(place):
            os.unlink(os.path.join(place, name))
        return judgement

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        return list(pool.map(judge, found))


def print_table(judgements, reasons):
    counts = collections.defaultdict(collections.Counter)
    for judgement, reason in zip(judgements, reasons):
        counts[judgement.kind]["excepted" if reason else judgement.verdict] += 1
    columns = [*Verdict, "excepted"]
    names = [column if isinstance(column, str) else column.value for column in columns]
    rows = [[kind, sum(row.values()), *(row[column] for column in columns)] for kind, row in sorted(counts.items())]
    rows.append(["all", *(sum(row[column] for row in rows) for column in range(1, len(columns) + 2))])
    print(table.markdown(["kind", "files", *names], rows))


def main():
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="conformance-") as folder:
        judgements = judge_all(options, folder)
    rows = exceptions.load()
    reasons = [exceptions.reason_for(judgement, rows) for judgement in judgements]
    print_table(judgements, reasons)
    failing = [
        judgement
        for judgement, reason in zip(judgements, reasons)
        if judgement.verdict in FAILING and not reason
    ]
    for judgement in failing:
        print(f"{judgement.verdict.value}: {judgement.sample.path}: {'; '.join(judgement.findings)}")
    if options.details:
        with open(options.details, "w") as file:
            for judgement, reason in zip(judgements, reasons):
                if judgement.verdict != Verdict.RIGHT:
                    findings = "; ".join(judgement.findings)
                    print(f"{judgement.verdict.value}\t{judgement.sample.path}\t{findings}\t{reason or ''}", file=file)
    return 1 if failing else 0


if __name__ == "__main__":
    sys.exit(main())
