// VS mode with the AWS SDK for JavaScript: two hosts, each in a stage of their own, each seen in the other's.
//
//     ./footlights serve                                      # in one terminal
//     cd examples/javascript && npm install && npm start      # in another

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { IVSRealTime } from '@aws-sdk/client-ivs-realtime';

process.env.AWS_ENDPOINT_URL_IVS_REALTIME ??= 'http://127.0.0.1:4569';
process.env.AWS_ACCESS_KEY_ID ??= 'test';
process.env.AWS_SECRET_ACCESS_KEY ??= 'test';
process.env.AWS_REGION ??= 'us-east-1';

const program = process.env.FOOTLIGHTS ?? fileURLToPath(new URL('../../footlights', import.meta.url));
const client = new IVSRealTime();

/** Somebody who publishes a test card into a stage of their own. */
async function host(name) {
  const { stage } = await client.createStage({ name });
  const child = spawn(program, ['publish', '--stage', stage.arn, '--card', name], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('PUBLISHING ')) {
      return { name, child, stage: stage.arn, participantId: line.split(' ')[1] };
    }
  }
  throw new Error('nobody came to publish: is the server running?');
}

const triple = (of, other) => ({
  sourceStageArn: of.stage,
  destinationStageArn: other.stage,
  participantId: of.participantId,
});

async function show(hosts) {
  const names = new Map(hosts.map((h) => [h.participantId, h.name]));
  for (const { name, stage } of hosts) {
    const { activeSessionId } = (await client.getStage({ arn: stage })).stage;
    const { participants } = await client.listParticipants({
      stageArn: stage,
      sessionId: activeSessionId,
      filterByState: 'CONNECTED',
    });
    const seen = participants.map((p) => names.get(p.participantId)).filter(Boolean).sort();
    console.log(`  stage ${name} shows ${seen.join(' and ')}`);
  }
}

const hosts = [];
try {
  for (const name of ['red', 'blue']) {
    hosts.push(await host(name));
  }
  const [red, blue] = hosts;
  await client.startParticipantReplication({ ...triple(red, blue), reconnectWindowSeconds: 30 });
  await client.startParticipantReplication({ ...triple(blue, red), reconnectWindowSeconds: 30 });
  console.log(`The match is on: ${process.env.AWS_ENDPOINT_URL_IVS_REALTIME}/console`);
  await show(hosts);

  await client.stopParticipantReplication(triple(red, blue));
  await client.stopParticipantReplication(triple(blue, red));
  console.log('The match is over.');
  await show(hosts);
} finally {
  for (const { child, stage } of hosts) {
    child.kill();
    await once(child, 'exit');
    await client.deleteStage({ arn: stage });
  }
}
