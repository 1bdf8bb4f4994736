"""The vendor's receiver, as its listen command runs it. Says its address; what it prints itself goes nowhere."""
import os
import sys
import threading

from werkzeug.serving import make_server

from ricloud.webhooks import app

app.config["WEBHOOK_SECRET"] = sys.argv[1]
app.config["WEBHOOK_DELTA"] = 600
app.config["EVENTS_ONLY"] = None
app.config["EVENTS_EXCLUDE"] = None

server = make_server("127.0.0.1", 0, app, threaded=True)
print("http://127.0.0.1:%d/webhooks" % server.port, flush=True)
sys.stdout = sys.stderr = open(os.devnull, "w")
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
