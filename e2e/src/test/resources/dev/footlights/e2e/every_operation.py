"""Tells every_operation.json, through boto3 and, for the operations named, through the AWS CLI.

    every_operation.py STORY SOURCE DESTINATION PARTICIPANT PEM [--aws PROGRAM OPERATION...]

Prints a line for each operation carried out; then, without --aws, one for each error that its model lists, met by a fault
and caught by its class. Whatever is not as the story says ends it with 1.
"""

import json
import os
import subprocess
import sys
import urllib.request

import boto3
from botocore import xform_name
from botocore.config import Config

story_file, source, destination, participant, pem = sys.argv[1:6]
program, by_cli = (sys.argv[7], set(sys.argv[8:])) if len(sys.argv) > 6 else (None, set())

known = {'source': source, 'destination': destination, 'participant': participant, 'pem': pem}
# A fault is for one call: it must reach the caller, whatever the SDK thinks of trying again.
client = boto3.client('ivs-realtime', config=Config(retries={'total_max_attempts': 1}))
model = client.meta.service_model


def filled(value):
    if isinstance(value, str):
        return known[value[2:-1]] if value.startswith('${') else value
    if isinstance(value, dict):
        return {key: filled(inner) for key, inner in value.items()}
    return [filled(inner) for inner in value] if isinstance(value, list) else value


def at(answer, path):
    for step in path.split('.'):
        answer = answer[int(step)] if isinstance(answer, list) else answer[step]
    return answer


def arguments(given):
    for name, value in given.items():
        option = '--' + xform_name(name, '-')
        if isinstance(value, bool):
            yield option if value else option.replace('--', '--no-', 1)
        elif isinstance(value, (dict, list)):
            yield f'{option}={json.dumps(value)}'
        else:
            yield f'{option}={value}'


def cli(operation, given):
    command = [program, 'ivs-realtime', xform_name(operation, '-'), *arguments(given), '--output', 'json']
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        sys.exit(f'{command} ended with {run.returncode}: {run.stderr}')
    return json.loads(run.stdout or '{}')


def call(operation, given):
    return getattr(client, xform_name(operation))(**given)


def check(told, operation, what, wanted, found):
    if wanted != found:
        sys.exit(f'{operation} by {told}: {what} is {found!r}, not {wanted!r}')


def unknown(operation, given):
    """Members that this boto3 is too old to know."""
    return set(given) - set(model.operation_model(operation).input_shape.members)


def tell(entry):
    operation, given = entry['operation'], filled(entry['input'])
    missing = unknown(operation, given)
    for name in missing:
        del given[name]
    told = 'cli' if operation in by_cli else 'boto3'
    answer = cli(operation, given) if told == 'cli' else call(operation, given)
    for path, wanted in entry.get('shows', {}).items():
        if path.split('.')[-1] in missing:
            continue
        check(told, operation, path, filled(wanted), at(answer, path))
    for path, wanted in entry.get('holds', {}).items():
        rows = [{name: row.get(name) for name in wanted} for row in at(answer, path)]
        check(told, operation, path, True, filled(wanted) in rows)
    for name, path in entry.get('keep', {}).items():
        known[name] = at(answer, path)
    print(json.dumps({'operation': operation, 'by': told}))


def arm(operation, error):
    request = urllib.request.Request(
        os.environ['AWS_ENDPOINT_URL_IVS_REALTIME'] + '/_footlights/faults',
        json.dumps({'operation': operation, 'error': error, 'times': 1}).encode(),
        {'Content-Type': 'application/json'})
    with urllib.request.urlopen(request) as answer:
        answer.read()


def caught(operation, given, error):
    """The message of an error that is an instance of its class, and nothing else."""
    try:
        call(operation, given)
    except getattr(client.exceptions, error) as e:
        check('boto3', operation, 'exceptionMessage', e.response['Error']['Message'], e.response['exceptionMessage'])
        return e.response['Error']['Message']
    sys.exit(f'{operation} did not answer {error}')


def meet_errors(entry):
    operation, given = entry['operation'], filled(entry['input'])
    for name in unknown(operation, given):
        del given[name]
    for shape in model.operation_model(operation).error_shapes:
        arm(operation, shape.name)
        check('boto3', operation, 'the message', 'This error was asked for at /_footlights/faults', caught(operation, given, shape.name))
        print(json.dumps({'operation': operation, 'error': shape.name}))
    if not entry.get('built', True):
        message = caught(operation, given, 'ValidationException')
        check('boto3', operation, message, True, 'is not built yet' in message)


with open(story_file, encoding='utf-8') as file:
    story = json.load(file)
check('boto3', 'the story', 'its operations', sorted(model.operation_names), sorted(entry['operation'] for entry in story))
for entry in story:
    if entry.get('built', True):
        tell(entry)
if not program:
    for entry in story:
        meet_errors(entry)
