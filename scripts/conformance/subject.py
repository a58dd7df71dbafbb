"""What resizer makes of the samples: one run for each request, read from its JSON report."""

import dataclasses
import filecmp
import json
import os
import subprocess

REQUESTS = {
    "full size as PNG": ["--percent", "100", "--format", "png"],
    "200 px": ["--long-edge", "200", "--no-upscale"],
    "160 px as JPEG": ["--long-edge", "160", "--no-upscale", "--format", "jpeg"],
    "all metadata": ["--long-edge", "200", "--no-upscale", "--keep", "all"],
}
ENDED_WITH_A_REPORT = (0, 1)


@dataclasses.dataclass
class Answer:
    done: bool
    reason: str = ""  # of a failure
    warnings: tuple = ()
    output: str = ""  # a path
    is_copy: bool = False  # byte for byte: it says and shows what the input does, true or not
    facts: dict = dataclasses.field(default_factory=dict)  # of the input, as resizer read it


def run(binary, samples, request, folder):
    """{staged path: Answer}"""
    listing = os.path.join(folder, "files")
    with open(listing, "w") as file:
        file.writelines(sample.staged + "\n" for sample in samples)
    out = os.path.join(folder, "out")
    command = [binary, "--files-from", listing, "--out", out, *REQUESTS[request], "--mode", "parallel", "--json",
               "--name", "{stem}.{ext}", "--log-file", "/dev/null"]  # fmt: skip
    done = subprocess.run(command, capture_output=True)
    if done.returncode not in ENDED_WITH_A_REPORT:
        raise SystemExit(f"conformance: {' '.join(command)} ended with {done.returncode}:\n{done.stderr.decode()}")
    report = json.loads(done.stdout)
    outcomes = report["modes"][0]["runs"][0]["outcomes"]
    return {image["path"]: answer_of(image, outcome) for image, outcome in zip(report["images"], outcomes)}


def answer_of(image, outcome):
    if outcome["outcome"] != "done":
        return Answer(False, outcome.get("reason") or outcome["outcome"])
    output = image["outputs"][0]
    is_copy = filecmp.cmp(image["path"], output, shallow=False)
    return Answer(True, "", tuple(outcome["warnings"]), output, is_copy, outcome["input"])
