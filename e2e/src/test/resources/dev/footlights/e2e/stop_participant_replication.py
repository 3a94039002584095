"""Makes the seed's call, for the test of the same name: python3 FILE sourceStageArn destinationStageArn participantId"""

import json
import sys

import boto3

client = boto3.client('ivs-realtime')
source, destination, participant = sys.argv[1:]

response = client.stop_participant_replication(
    sourceStageArn=source,
    destinationStageArn=destination,
    participantId=participant
)
print(json.dumps({name: value for name, value in response.items() if name != 'ResponseMetadata'}))

for arguments in (
    {'sourceStageArn': source, 'destinationStageArn': destination, 'participantId': participant},
    {'sourceStageArn': 'string', 'destinationStageArn': 'string', 'participantId': 'string'},
):
    try:
        client.stop_participant_replication(**arguments)
    except (client.exceptions.ResourceNotFoundException, client.exceptions.ValidationException) as e:
        print(json.dumps({
            'class': type(e).__name__,
            'message': e.response['Error']['Message'],
            'exceptionMessage': e.response['exceptionMessage'],
            'accessControlAllowOrigin': e.response['accessControlAllowOrigin'],
        }))
