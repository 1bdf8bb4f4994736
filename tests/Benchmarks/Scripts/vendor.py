"""The vendor's client at the same work. Answers each line of standard input with the seconds that it took."""
import sys
import time

import ricloud

ricloud.token = "benchmark"
ricloud.url = sys.argv[1]


def get(count):
    return sum(1 for i in range(1, count + 1) if ricloud.WebhookConfig.retrieve(i).state)


def listed():
    params = {"limit": 1000}
    while True:
        page = ricloud.WebhookConfig.list(**params)
        for config in page:
            yield config
        if not page.has_more:
            return
        params["after_id"] = page[-1].id


def created(count):
    return sum(1 for i in range(count) if ricloud.WebhookConfig.create(url="http://127.0.0.1:9/%d" % i).id)


for line in sys.stdin:
    what, count = line.split()
    start = time.perf_counter()
    got = get(int(count)) if what == "get" else created(int(count)) if what == "create" else sum(1 for _ in listed())
    seconds = time.perf_counter() - start
    print(seconds if got == int(count) else "%d came instead of %s" % (got, count), flush=True)
