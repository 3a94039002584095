#!/usr/bin/env python3
"""The whole life of a replication, and the four exceptions of stop_participant_replication.

    ./footlights serve                                      # in one terminal
    python3 examples/stop_participant_replication.py        # in another; needs boto3 1.40 or newer

It makes the stages red and blue, starts `./footlights publish` to have somebody in red, replicates that participant into
blue and stops the replication. Nothing here but the endpoint, the key and the faults is particular to Footlights.
"""

import json
import os
import pathlib
import subprocess
import sys
import urllib.request

import boto3
from botocore.config import Config

ENDPOINT = os.environ.get('AWS_ENDPOINT_URL_IVS_REALTIME', 'http://127.0.0.1:4569')
FOOTLIGHTS = os.environ.get('FOOTLIGHTS', str(pathlib.Path(__file__).resolve().parent.parent / 'footlights'))

os.environ['AWS_ENDPOINT_URL_IVS_REALTIME'] = ENDPOINT
os.environ.setdefault('AWS_ACCESS_KEY_ID', 'test')
os.environ.setdefault('AWS_SECRET_ACCESS_KEY', 'test')
os.environ.setdefault('AWS_REGION', 'us-east-1')
os.environ.setdefault('AWS_DEFAULT_REGION', os.environ['AWS_REGION'])

# One attempt: an InternalServerException is to be seen, not retried.
client = boto3.client('ivs-realtime', config=Config(retries={'total_max_attempts': 1}))


def show(response):
    """Prints the response as the page of the call prints it: its seven members."""
    members = {name: value for name, value in response.items() if name != 'ResponseMetadata'}
    print('{')
    print(',\n'.join(f"    '{name}': '{value}'" for name, value in members.items()))
    print('}')


def publish(stage_arn):
    """Somebody who publishes a test card into a stage, as long as the process lives."""
    publisher = subprocess.Popen([FOOTLIGHTS, 'publish', '--stage', stage_arn], stdout=subprocess.PIPE, text=True)
    for line in publisher.stdout:
        if line.startswith('PUBLISHING '):
            return publisher, line.split()[1]
    sys.exit('nobody came to publish: is the server running?')


def state_of(source, participant_id):
    replicas = client.list_participant_replicas(sourceStageArn=source, participantId=participant_id)['replicas']
    return ', '.join(replica['replicationState'] for replica in replicas)


def fail_next(error):
    """Makes the server answer the next StopParticipantReplication with an error. Only a server in dev mode has this."""
    fault = {'operation': 'StopParticipantReplication', 'error': error, 'times': 1}
    urllib.request.urlopen(urllib.request.Request(
        ENDPOINT + '/_footlights/faults', json.dumps(fault).encode(), {'Content-Type': 'application/json'})).close()


red = client.create_stage(name='red')['stage']['arn']
blue = client.create_stage(name='blue')['stage']['arn']
publisher, participant_id = publish(red)
try:
    client.start_participant_replication(
        sourceStageArn=red, destinationStageArn=blue, participantId=participant_id)
    print('after the start:', state_of(red, participant_id))

    response = client.stop_participant_replication(
        sourceStageArn=red,
        destinationStageArn=blue,
        participantId=participant_id
    )
    show(response)
    print('after the stop:', state_of(red, participant_id))

    try:
        client.stop_participant_replication(
            sourceStageArn=red, destinationStageArn=blue, participantId=participant_id)
    except client.exceptions.ResourceNotFoundException as e:
        print('stopped twice: ResourceNotFoundException', e.response['ResponseMetadata']['HTTPStatusCode'])

    try:
        client.stop_participant_replication(
            sourceStageArn='string', destinationStageArn='string', participantId='string')
    except client.exceptions.ValidationException as e:
        print('not an ARN: ValidationException', e.response['ResponseMetadata']['HTTPStatusCode'])

    # A key whose statements in credentials.json deny ivs:StopParticipantReplication gets the same without a fault.
    fail_next('AccessDeniedException')
    try:
        client.stop_participant_replication(
            sourceStageArn=red, destinationStageArn=blue, participantId=participant_id)
    except client.exceptions.AccessDeniedException as e:
        print('not allowed: AccessDeniedException', e.response['ResponseMetadata']['HTTPStatusCode'])

    fail_next('InternalServerException')
    try:
        client.stop_participant_replication(
            sourceStageArn=red, destinationStageArn=blue, participantId=participant_id)
    except client.exceptions.InternalServerException as e:
        print('broken: InternalServerException', e.response['ResponseMetadata']['HTTPStatusCode'])
finally:
    publisher.terminate()
    publisher.wait()
    client.delete_stage(arn=red)
    client.delete_stage(arn=blue)
