import os

import boto3
from moto.server import ThreadedMotoServer

moto = ThreadedMotoServer(ip_address='127.0.0.1', port=0, verbose=False)
moto.start()
host, port = moto.get_host_and_port()

os.environ['AWS_ENDPOINT_URL'] = f'http://{host}:{port}'

s3 = boto3.client('s3')
s3.create_bucket(Bucket='mine')
print([bucket['Name'] for bucket in s3.list_buckets()['Buckets']])

stages = boto3.client('ivs-realtime')
stages.create_stage(name='ours')
print([stage['name'] for stage in stages.list_stages()['stages']])
moto.stop()
