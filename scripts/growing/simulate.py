#!/usr/bin/env python3
"""How long a plan of many images takes on many nodes, with stragglers, retries and lost nodes.

    scripts/growing/simulate.py [--images 1e6,1e9] [--nodes 10,1000] [--cores 32] [--rate 20] [--shards-per-node 4] ...

A simulation, not a measurement. What it assumes:
- A core does RATE images a second; a shard has images/shards of them, which balance to within BALANCE of each other.
- A node does one shard at a time with all its cores; shards wait in one queue, in order.
- A share STRAGGLERS of the nodes is SLOWER times as slow, all the time.
- Nodes are lost at random, one each MTBF hours of a node on average; the shard begins again where its notes end, on the next
  free node, after DETECT seconds. The lost node is back after REPAIR seconds.
- A shard takes OVERHEAD seconds beside its images: starting, reading the plan, writing the report.
- The file system is never the limit: the table has what it would have to deliver.
"""

import argparse
import heapq
import random


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    numbers = lambda text: [int(float(part)) for part in text.split(",")]  # noqa: E731
    parser.add_argument("--images", type=numbers, default=[10**6, 10**7, 10**8, 10**9])
    parser.add_argument("--nodes", type=numbers, default=[10, 100, 1000])
    parser.add_argument("--cores", type=int, default=32)
    parser.add_argument("--rate", type=float, default=20)
    parser.add_argument("--megabytes", type=float, default=2.5, help="read for an image")
    parser.add_argument("--shards-per-node", type=float, default=4)
    parser.add_argument("--balance", type=float, default=0.03)
    parser.add_argument("--stragglers", type=float, default=0.02)
    parser.add_argument("--slower", type=float, default=1.5)
    parser.add_argument("--mtbf", type=float, default=5000)
    parser.add_argument("--detect", type=float, default=300)
    parser.add_argument("--repair", type=float, default=3600)
    parser.add_argument("--overhead", type=float, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def makespan(images, nodes, options):
    """Seconds until the last shard is done, and how many attempts nodes took with them."""
    chance = random.Random(options.seed)
    shards = max(1, round(nodes * options.shards_per_node))
    speed = options.cores * options.rate
    work = [images / shards / speed * (1 + chance.uniform(-0.5, 0.5) * options.balance) for _ in range(shards)]
    slowness = [options.slower if chance.random() < options.stragglers else 1 for _ in range(nodes)]
    failure = lambda now: now + chance.expovariate(1 / (options.mtbf * 3600))  # noqa: E731
    free = [(0.0, node, failure(0)) for node in range(nodes)]
    heapq.heapify(free)
    waiting = [(0.0, index) for index in range(shards)]  # when it may start
    heapq.heapify(waiting)
    end, lost = 0.0, 0
    while waiting:
        now, node, fails_at = heapq.heappop(free)
        ready, shard = heapq.heappop(waiting)
        start = max(now, ready)
        if fails_at <= start:
            heapq.heappush(free, (fails_at + options.repair, node, failure(fails_at + options.repair)))
            heapq.heappush(waiting, (ready, shard))
            continue
        done = start + options.overhead + work[shard] * slowness[node]
        if fails_at < done:
            lost += 1
            work[shard] -= max(0.0, fails_at - start - options.overhead) / slowness[node]
            heapq.heappush(waiting, (fails_at + options.detect, shard))
            heapq.heappush(free, (fails_at + options.repair, node, failure(fails_at + options.repair)))
            continue
        end = max(end, done)
        heapq.heappush(free, (done, node, fails_at))
    return end, lost


def shown(seconds):
    for limit, unit, size in ((120, "s", 1), (7200, "min", 60), (172800, "h", 3600)):
        if seconds < limit:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds / 86400:.1f} d"


def main():
    options = arguments()
    print("| images | nodes | time | of the ideal | attempts lost | the file system reads |")
    print("|---|---|---|---|---|---|")
    for images in options.images:
        for nodes in options.nodes:
            seconds, lost = makespan(images, nodes, options)
            ideal = images / (nodes * options.cores * options.rate)
            rate = images * options.megabytes / seconds / 1000
            print(f"| {images:.0e} | {nodes} | {shown(seconds)} | {100 * ideal / seconds:.0f} % | {lost} | {rate:.1f} GB/s |")


if __name__ == "__main__":
    main()
