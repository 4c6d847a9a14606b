// The interlock of ReactionBench as one writes it by hand: listen to what a tool's interlocks read, and when the room's
// air leaves its range write four safe values at once. Back in range, it puts the plant back to work.
import opcua from '../../test/peers/node_modules/node-opcua/dist/index.js';

const { AttributeIds, DataType, OPCUAClient, TimestampsToReturn, UserTokenType } = opcua;
const [url, publishing, sampling] = process.argv.slice(2);
const AIR = 'Safety.RoomOxygen';
const OUTPUTS = [
  ['Cathode.HvPermit', DataType.Boolean, true, false],
  ['Shutter.Open', DataType.Boolean, true, false],
  ['Gas.Argon.FlowSet', DataType.Double, 20, 0],
  ['Gas.Argon.Valve.Open', DataType.Boolean, true, false],
];
const MONITORED = 42;

const client = OPCUAClient.create({ endpointMustExist: false, connectionStrategy: { maxRetry: 20, initialDelay: 100 } });
await client.connect(url);
const session = await client.createSession({ type: UserTokenType.UserName, userName: 'controller', password: 'controller' });
const namespaces = await session.readNamespaceArray();
const ns = namespaces.findIndex(uri => uri.startsWith('urn:sputterpilot:pvd'));
const node = name => `ns=${ns};s=${name}`;

async function variables(nodeId, found) {
  const { references } = await session.browse({ nodeId, referenceTypeId: 'Organizes', includeSubtypes: true, resultMask: 63 });
  for (const reference of references ?? []) {
    if (reference.nodeClass === 2) {
      found.push(String(reference.nodeId));
    } else if (reference.nodeId.namespace === ns) {
      await variables(reference.nodeId, found);
    }
  }
  return found;
}

let tripped;
function judge(percent) {
  const bad = !(percent >= 19.5 && percent <= 23.5);
  if (bad === tripped) {
    return;
  }
  tripped = bad;
  session
    .write(
      OUTPUTS.map(([name, dataType, work, safe]) => ({
        nodeId: node(name),
        attributeId: AttributeIds.Value,
        value: { value: { dataType, value: bad ? safe : work } },
      })),
    )
    .catch(fault => console.error(fault));
}

const subscription = await session.createSubscription2({
  requestedPublishingInterval: Number(publishing),
  requestedMaxKeepAliveCount: 100,
  requestedLifetimeCount: 1000,
  publishingEnabled: true,
});
const others = (await variables('ObjectsFolder', [])).filter(id => !id.endsWith(AIR)).slice(0, MONITORED - 1);
for (const nodeId of [node(AIR), ...others]) {
  const item = await subscription.monitor(
    { nodeId, attributeId: AttributeIds.Value },
    { samplingInterval: Number(sampling), queueSize: 10, discardOldest: true },
    TimestampsToReturn.Both,
  );
  if (nodeId === node(AIR)) {
    item.on('changed', data => judge(data.value.value));
  }
}
console.error(`node-opcua listens to ${others.length + 1} tags`);
process.stdin.on('data', () => process.exit(0)).on('end', () => process.exit(0));
