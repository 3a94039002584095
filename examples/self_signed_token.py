#!/usr/bin/env python3
"""A participant token that your own server signs, without a call for each participant.

    ./footlights serve                                   # in one terminal
    python3 examples/self_signed_token.py                # in another: a new stage, a new key, a token for it
    python3 examples/self_signed_token.py STAGE_ARN      # the same for a stage that is there

It prints the token alone on its last line. The private key is kept in token-key.pem of the current folder, and the next
run signs with it again. Needs boto3 1.40 or newer and the openssl command; no JWT library.
"""

import base64
import json
import os
import pathlib
import secrets
import subprocess
import sys
import time

import boto3

PRIVATE_KEY = pathlib.Path('token-key.pem')
LIFE_SECONDS = 12 * 3600  # at most 14 days

os.environ.setdefault('AWS_ENDPOINT_URL_IVS_REALTIME', 'http://127.0.0.1:4569')
os.environ.setdefault('AWS_ACCESS_KEY_ID', 'test')
os.environ.setdefault('AWS_SECRET_ACCESS_KEY', 'test')
os.environ.setdefault('AWS_DEFAULT_REGION', os.environ.get('AWS_REGION', 'us-east-1'))


def openssl(*arguments, given=None):
    return subprocess.run(['openssl', *arguments], input=given, stdout=subprocess.PIPE, check=True).stdout


def public_key():
    """The public half, as PEM text; makes the key when there is none."""
    if not PRIVATE_KEY.exists():
        pem = openssl('ecparam', '-name', 'secp384r1', '-genkey', '-noout')
        with open(os.open(PRIVATE_KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), 'wb') as file:
            file.write(pem)
    return openssl('pkey', '-in', str(PRIVATE_KEY), '-pubout').decode()


def imported(client, pem):
    """ARN of the public key; imports it unless it was."""
    for key in client.list_public_keys()['publicKeys']:
        found = client.get_public_key(arn=key['arn'])['publicKey']
        if found['publicKeyMaterial'].split() == pem.split():
            return found['arn']
    return client.import_public_key(publicKeyMaterial=pem, name='example')['publicKey']['arn']


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b'=').decode()


def es384(signed):
    """The signature as a JWT has it: r and s, 48 bytes each. openssl gives both as DER integers."""
    der = openssl('dgst', '-sha384', '-sign', str(PRIVATE_KEY), given=signed)
    r_length = der[3]
    r = der[4:4 + r_length]
    s = der[4 + r_length + 2:]
    return b''.join(int.from_bytes(n, 'big').to_bytes(48, 'big') for n in (r, s))


def token(stage, key_arn, participant_id, user_id, attributes, publish=True, subscribe=True):
    now = int(time.time())
    header = {'alg': 'ES384', 'typ': 'JWT', 'kid': key_arn}
    claims = {
        'iat': now,
        'exp': now + LIFE_SECONDS,
        'jti': participant_id,
        'resource': stage['arn'],
        'topic': stage['arn'].split('/')[-1],
        'events_url': stage['endpoints']['events'],
        'whip_url': stage['endpoints']['whip'],
        'user_id': user_id,
        'attributes': attributes,
        'capabilities': {'allow_publish': publish, 'allow_subscribe': subscribe},
        'version': '1.0',
    }
    signed = '.'.join(base64url(json.dumps(part).encode()) for part in (header, claims))
    return signed + '.' + base64url(es384(signed.encode()))


client = boto3.client('ivs-realtime')
if len(sys.argv) > 1:
    stage = client.get_stage(arn=sys.argv[1])['stage']
else:
    stage = client.create_stage(name='self-signed')['stage']
key = imported(client, public_key())
print('stage:', stage['arn'])
print('key:  ', key)
print(token(stage, key, 'guest-' + secrets.token_hex(6), 'ann', {'displayName': 'Ann'}))
