"""What to think of one file: what resizer made of it beside what the references made of it."""

import dataclasses
import enum
import os

import chroma
import pictures
import references
from subject import REQUESTS

FULL, SMALL, AS_JPEG, WITH_METADATA = REQUESTS
# Warnings that find fault with the file itself.
FAULTS = {"data_damaged", "nonconforming", "exif_broken", "profile_broken"}


class Verdict(enum.Enum):
    """From the best to the worst."""

    RIGHT = "right"
    REJECTED = "rejected, as by others"
    WARNED = "differs, warned"
    NO_JUDGE = "no judge"
    REFUSED = "refused"
    ACCEPTED = "accepted"
    WRONG = "silently wrong"


@dataclasses.dataclass
class Judgement:
    sample: object
    verdict: Verdict
    findings: list  # in words
    kind: str


def judge(sample, answers, readings, metadata_finding):
    """`answers`: {request: Answer}; `readings`: of the references that had an answer in time."""
    full = answers[FULL]
    kind = kind_of(sample, full)
    if not full.done:
        verdict, findings = judge_refusal(full, readings)
        return Judgement(sample, verdict, findings, kind)
    findings = damage_findings(full, readings)
    if findings:
        return Judgement(sample, Verdict.ACCEPTED, findings, kind)
    candidates = [reading for reading in readings if reading.picture and pictures.is_readable(reading.picture)]
    if not candidates:
        return Judgement(sample, Verdict.NO_JUDGE, ["no reference decodes it"], kind)
    findings = picture_findings(sample, answers, candidates)
    if metadata_finding:
        findings.append(f"{WITH_METADATA}: {metadata_finding}")
    if not findings:
        return Judgement(sample, Verdict.RIGHT, [], kind)
    is_warned = any(answers[request].warnings for request in REQUESTS)
    return Judgement(sample, Verdict.WARNED if is_warned else Verdict.WRONG, findings, kind)


def kind_of(sample, full):
    if not full.done:
        return f"{sample.format}, not decoded"
    facts = full.facts
    channels = {1: "gray", 3: "color", 4: "CMYK"}.get(facts["channels"], f"{facts['channels']} channels")
    parts = [f"{sample.format} {facts['depth_bits']} bits {channels}"]
    parts += ["alpha"] * facts["alpha"] + ["ICC"] * facts["icc"] + ["turned"] * (facts["orientation"] != 1)
    return ", ".join(parts)


def judge_refusal(full, readings):
    fine = [reading.reference for reading in readings if reading.decoded and not reading.complained]
    complaints = sum(reading.complained for reading in readings)
    if len(fine) >= 2 and len(fine) > complaints:
        return Verdict.REFUSED, [f"{full.reason}; without complaint: {', '.join(fine)}"]
    return Verdict.REJECTED, [full.reason]


def damage_findings(full, readings):
    """Two references call it damaged, and resizer does not."""
    complaints = [reading for reading in readings if reading.complained]
    if len(complaints) < 2 or FAULTS & set(full.warnings) or len(complaints) * 2 < len(readings):
        return []
    return ["; ".join(f"{reading.reference}: {reading.message}" for reading in complaints)]


def picture_findings(sample, answers, candidates):
    others = [(reading.reference, pictures.load(reading.picture)) for reading in candidates]
    ours = [pictures.load(answers[FULL].output, managed) for managed in (True, False)]
    agreeing = largest_agreement([other for _, other in others])
    against = {}
    for name, other in (others[place] for place in agreeing):
        differences = [pictures.difference(our, other) for our in ours]
        if None in differences or chroma.explains(sample, ours[0], other):
            return small_findings(answers, other)
        against[name] = differences[0]
    return [f"{FULL}: " + "; ".join(f"{name}: {text}" for name, text in against.items())]


def largest_agreement(others):
    """The references whose pictures are the same as those of the most others, and all that have as many."""
    counts = [sum(pictures.difference(one, other) is None for other in others) for one in others]
    return [place for place, count in enumerate(counts) if count == max(counts)]


def small_findings(answers, full_picture):
    findings = []
    for request in (SMALL, AS_JPEG):
        answer = answers[request]
        if not answer.done:
            findings.append(f"{request}: {answer.reason}")
            continue
        edge_px = 200 if request == SMALL else 160
        wanted = pictures.on_white(full_picture) if answer.output.endswith((".jpg", ".jpeg")) else full_picture
        output = as_png(answer.output)
        if output is None:
            continue
        small = pictures.load(output)
        scale = min(1, edge_px / max(wanted.size))
        if any(abs(got - length * scale) > 1 for got, length in zip(small.size, wanted.size)):
            findings.append(f"{request}: size {small.size} of {wanted.size}")
            continue
        if not answer.is_copy:
            findings += small_color_findings(request, answer.output, output, wanted)
    return findings


def small_color_findings(request, path, readable, wanted):
    smalls = [pictures.load(readable, managed) for managed in (True, False)]
    wanted = [pictures.shrunk(wanted, smalls[0].size)]
    if path.endswith((".jpg", ".jpeg")):
        wanted.append(pictures.with_half_chroma(wanted[0]))
    differences = [pictures.small_difference(small, one) for small in smalls for one in wanted]
    return [] if None in differences else [f"{request}: {differences[0]}"]


def as_png(path):
    """A file that Pillow reads: this one, or one made of it; None where no program here can."""
    decoded = path + ".png"
    avif = ["avifdec", "-d", "8", path, decoded]
    magick = [references.magick_program() or "magick", path, "-depth", "8", decoded]
    if not path.endswith(".avif") and pictures.is_readable(path):
        return path
    done = references.run(avif if path.endswith(".avif") else magick, limits_memory=True)
    return decoded if done is not None and done.returncode == 0 and os.path.exists(decoded) else None
