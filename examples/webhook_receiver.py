#!/usr/bin/env python3
"""A receiver of Footlights' webhooks: checks the signature and the time, skips repeats.

In the folder of the repository, the last two each in a terminal of its own:

  openssl rand -base64 32 > webhook-secret && chmod 600 webhook-secret
  python3 examples/webhook_receiver.py webhook-secret 8000
  ./footlights serve --webhook http://127.0.0.1:8000/ --webhook-secret-file webhook-secret --webhook-events all
"""
import base64
import hashlib
import hmac
import json
import sys
import time
from collections import OrderedDict
from http.server import BaseHTTPRequestHandler, HTTPServer

TOLERANCE = 300  # seconds between the sender's clock and ours
MAX_BODY = 64 * 1024


def keys(file):
    """One a line: after whsec_ in base64, else as it stands."""
    with open(file, encoding="utf-8") as lines:
        for line in map(str.strip, lines):
            if line.startswith("whsec_"):
                yield base64.b64decode(line[len("whsec_"):])
            elif line:
                yield line.encode()


def is_genuine(headers, body, secrets, now):
    """Whether somebody who has a secret sent just this, lately."""
    event_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not timestamp.isdigit() or abs(now - int(timestamp)) > TOLERANCE:
        return False
    signed = f"{event_id}.{timestamp}.".encode() + body
    given = [s[len("v1,"):] for s in headers.get("webhook-signature", "").split() if s.startswith("v1,")]
    expected = [base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode() for key in secrets]
    return any(hmac.compare_digest(g.encode(), e.encode()) for g in given for e in expected)


class Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10
    secrets = []
    seen = OrderedDict()  # yours belong into a database, with what you do about the event

    def do_POST(self):
        length = int(self.headers.get("Content-Length", "0"))
        if length > MAX_BODY:
            self.close_connection = True
            return self.answer(413)
        body = self.rfile.read(length)
        if not is_genuine(self.headers, body, self.secrets, time.time()):
            print("refused 401: signature, or time, is wrong", file=sys.stderr, flush=True)
            return self.answer(401)
        event = json.loads(body)
        if event["id"] not in self.seen:
            self.seen[event["id"]] = True
            if len(self.seen) > 10_000:
                self.seen.popitem(last=False)
            stage = event["source"].rsplit("/", 1)[1]
            print(stage, int(event["sequence"]), event["type"], event["subject"], flush=True)
        self.answer(204)

    def answer(self, status):
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *unused):
        pass


if __name__ == "__main__":
    Receiver.secrets = list(keys(sys.argv[1]))
    server = HTTPServer(("127.0.0.1", int(sys.argv[2])), Receiver)
    print("listening on port", server.server_port, flush=True)
    server.serve_forever()
