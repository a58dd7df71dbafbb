#!/usr/bin/python3
"""Makes the pictures of README.md anew, in data/readme: one of the terminal, one of the HTML report.

    scripts/readme_pictures.py build/release/resizer

What they show is measured, so the machine should have nothing else to do. Needs Chromium for the HTML report.
"""
import html
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PICTURES = ROOT / "data/readme"
COMMAND = "resizer --in data/input_images --out data/output_images --width 800 --runs 6"
REPORT_SIZE_PX = (1000, 1290)
REPORT_SCALE = 1.5

FONT = "ui-monospace,SFMono-Regular,Menlo,Consolas,DejaVu Sans Mono,monospace"
FONT_PX, CELL_PX, LINE_PX, LEFT_PX, TOP_PX = 14, 8.4, 19, 24, 56
STYLES = {
    "1": 'font-weight="bold"',
    "2": 'fill="#8b949e"',
    "31": 'fill="#ff7b72"',
    "32": 'fill="#56d364"',
    "33": 'fill="#e3b341"',
    "36": 'fill="#39c5cf"',
}


def run_of_cells(text, column, style):
    """Its width is fixed, so that columns stand under each other in any font."""
    return (f'<tspan x="{LEFT_PX + column * CELL_PX:.1f}" textLength="{len(text) * CELL_PX:.1f}" {style}>'
            f"{html.escape(text)}</tspan>")


def line_of_svg(line, y):
    """A line of text with Select Graphic Rendition (ECMA-48) as an SVG text."""
    spans, styles, column = "", [], 0
    for code, text in re.findall(r"\x1b\[(\d+)m|([^\x1b]+)", line):
        if code:
            styles = [] if code == "0" else styles + [STYLES[code]]
        else:
            for words in re.finditer(r"\S+(?: \S+)*", text):  # spaces side by side would be made one
                spans += run_of_cells(words[0], column + words.start(), " ".join(styles))
            column += len(text)
    return f'<text y="{y}">{spans}</text>\n'


def terminal_svg(output):
    lines = [f"\x1b[2m$ \x1b[0m{COMMAND}"] + output.rstrip().split("\n")[1:]
    longest = max(len(re.sub(r"\x1b\[\d+m", "", line)) for line in lines)
    width, height = round(2 * LEFT_PX + longest * CELL_PX), TOP_PX + LINE_PX * len(lines)
    lights = "".join(f'<circle cx="{22 + 20 * i}" cy="20" r="6" fill="{fill}"/>'
                     for i, fill in enumerate(("#ff5f57", "#febc2e", "#28c840")))
    texts = "".join(line_of_svg(line, TOP_PX + LINE_PX * i) for i, line in enumerate(lines))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
            'role="img" aria-label="Terminal output of resizer">\n'
            f'<rect width="{width}" height="{height}" rx="10" fill="#0d1117"/>\n{lights}\n'
            f'<g font-family="{FONT}" font-size="{FONT_PX}" fill="#e6edf3">\n{texts}</g></svg>\n')


def resize(program, scratch, *more):
    arguments = COMMAND.split()[1:]
    arguments[arguments.index("--out") + 1] = str(scratch / "out")
    return subprocess.run([program, *arguments, "--log-file", str(scratch / "app.log"), *more], cwd=ROOT, check=True,
                          stdout=subprocess.PIPE, text=True).stdout


def screenshot(page, picture, scratch):
    size = ",".join(str(length) for length in REPORT_SIZE_PX)
    subprocess.run([shutil.which("chromium") or "google-chrome", "--headless", "--no-sandbox", "--hide-scrollbars",
                    f"--user-data-dir={scratch / 'profile'}", f"--window-size={size}",
                    f"--force-device-scale-factor={REPORT_SCALE}", f"--screenshot={picture}", page.as_uri()],
                   check=True, stderr=subprocess.DEVNULL)


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        output = resize(program, scratch, "--color", "always", "--export-html",
                        str(scratch / "report.html"))
        (PICTURES / "terminal.svg").write_text(terminal_svg(output), encoding="utf-8")
        screenshot(scratch / "report.html", scratch / "report.png", scratch)
        subprocess.run([program, "--in", scratch / "report.png", "--out", PICTURES, "--percent", "100", "--format", "webp",
                        "--quality", "80", "--mode", "parallel", "--quiet", "--log-file", scratch / "app.log"],
                       check=True)


if __name__ == "__main__":
    main()
