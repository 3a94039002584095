"""A bus in moto whose events a rule puts into a queue. Says where it is; at each line of input,
says in one line of JSON what arrived since, after two seconds at the latest. Ends with its input."""
import json
import sys

import boto3
from moto.server import ThreadedMotoServer

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
endpoint = "http://127.0.0.1:%d" % server.get_host_and_port()[1]
keys = dict(region_name="eu-west-1", endpoint_url=endpoint,
            aws_access_key_id="test", aws_secret_access_key="test")
events = boto3.client("events", **keys)
queues = boto3.client("sqs", **keys)
queue = queues.create_queue(QueueName="arrived.fifo", Attributes={
    "FifoQueue": "true", "ContentBasedDeduplication": "true"})["QueueUrl"]
arn = queues.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
events.create_event_bus(Name="stages")
events.put_rule(Name="all", EventBusName="stages",
                EventPattern=json.dumps({"source": ["aws.ivs"], "detail-type": ["IVS Stage Update"]}))
events.put_targets(Rule="all", EventBusName="stages",
                   Targets=[{"Id": "1", "Arn": arn, "SqsParameters": {"MessageGroupId": "1"}}])
print(endpoint, flush=True)
for line in sys.stdin:
    arrived = []
    wait = 2
    while True:
        got = queues.receive_message(
            QueueUrl=queue, MaxNumberOfMessages=10, WaitTimeSeconds=wait).get("Messages", [])
        wait = 0
        for message in got:
            arrived.append(json.loads(message["Body"]))
            queues.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
        if not got:
            break
    print(json.dumps(arrived), flush=True)
server.stop()
