#!/usr/bin/env python3
"""VS mode: two hosts, each in a stage of their own, each seen in the other's.

    ./footlights serve                  # in one terminal
    python3 examples/vs_mode.py         # in another; open the printed console to see it, press Enter to end the match

Stages red and blue with one publisher each, replicated both ways. The reconnect window keeps the match together when a
host's network is gone for a moment. Needs boto3 1.40 or newer.
"""

import os
import pathlib
import subprocess
import sys

import boto3

ENDPOINT = os.environ.get('AWS_ENDPOINT_URL_IVS_REALTIME', 'http://127.0.0.1:4569')
FOOTLIGHTS = os.environ.get('FOOTLIGHTS', str(pathlib.Path(__file__).resolve().parent.parent / 'footlights'))
RECONNECT_WINDOW_SECONDS = 30

os.environ['AWS_ENDPOINT_URL_IVS_REALTIME'] = ENDPOINT
os.environ.setdefault('AWS_ACCESS_KEY_ID', 'test')
os.environ.setdefault('AWS_SECRET_ACCESS_KEY', 'test')
os.environ.setdefault('AWS_REGION', 'us-east-1')
os.environ.setdefault('AWS_DEFAULT_REGION', os.environ['AWS_REGION'])

client = boto3.client('ivs-realtime')


class Host:
    """Somebody who publishes a test card into a stage of their own."""

    def __init__(self, name):
        self.name = name
        self.stage = client.create_stage(name=name)['stage']['arn']
        self.process = subprocess.Popen(
            [FOOTLIGHTS, 'publish', '--stage', self.stage, '--card', name], stdout=subprocess.PIPE, text=True)
        said = (line.split() for line in self.process.stdout)
        self.participant_id = next((words[1] for words in said if words[:1] == ['PUBLISHING']), None)
        if self.participant_id is None:
            sys.exit('nobody came to publish: is the server running?')

    def appears_in(self, other):
        client.start_participant_replication(
            sourceStageArn=self.stage,
            destinationStageArn=other.stage,
            participantId=self.participant_id,
            reconnectWindowSeconds=RECONNECT_WINDOW_SECONDS,
            attributes={'opponent': 'yes'})

    def leaves(self, other):
        client.stop_participant_replication(
            sourceStageArn=self.stage, destinationStageArn=other.stage, participantId=self.participant_id)

    def end(self):
        self.process.terminate()
        self.process.wait()
        client.delete_stage(arn=self.stage)


def seen_in(stage, names):
    session_id = client.get_stage(arn=stage)['stage']['activeSessionId']
    participants = client.list_participants(
        stageArn=stage, sessionId=session_id, filterByState='CONNECTED')['participants']
    return ' and '.join(sorted(names[p['participantId']] for p in participants if p['participantId'] in names))


hosts = []
try:
    for name in ('red', 'blue'):
        hosts.append(Host(name))
    red, blue = hosts
    names = {host.participant_id: host.name for host in hosts}

    red.appears_in(blue)
    blue.appears_in(red)
    print('The match is on:', ENDPOINT + '/console')
    for host in hosts:
        print(f'  stage {host.name} shows {seen_in(host.stage, names)}')

    if sys.stdin.isatty():
        input('Enter ends it. ')

    red.leaves(blue)
    blue.leaves(red)
    print('The match is over.')
    for host in hosts:
        print(f'  stage {host.name} shows {seen_in(host.stage, names)}')
finally:
    for host in hosts:
        host.end()
