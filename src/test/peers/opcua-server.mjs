// A plant controller by node-opcua: shows what the test says, tells the test what is written to it.
import { serve, tell } from './lines.mjs';
import { join } from 'node:path';
import opcua from 'node-opcua';
import { format, parse } from './opcua-times.mjs';

const { DataType, DataValue, OPCUACertificateManager, OPCUAClient, OPCUAServer, StatusCodes, UserTokenType } = opcua;

// Building the standard address space takes a second: the next server is built while nobody needs it.
const [port, path, pki, user, password] = process.argv.slice(2);
let next = build();
let server;
const shown = new Map();
const sent = new Map();

function show({ node, value, status = 'Good', at }) {
  const instrument = shown.get(node);
  const [sourceTimestamp, sourcePicoseconds] = parse(at);
  const dataType = DataType[instrument.type];
  const number = Number(value);
  // what nobody has measured yet has no value at all, not a bad one
  const known = !Number.isNaN(number) || status === 'Good';
  instrument.data = new DataValue({
    value: known ? { dataType, value: dataType === DataType.Boolean ? number !== 0 : number } : undefined,
    statusCode: StatusCodes[status],
    sourceTimestamp,
    sourcePicoseconds,
  });
}

/** Remembers which server time went out with which source time: the server stamps on its own. */
function remember(response) {
  const published = response.notificationMessage?.notificationData;
  const data = published ? published.flatMap(one => one.monitoredItems ?? []).map(item => item.value) : response.results;
  for (const one of data ?? []) {
    if (one?.sourceTimestamp && one.serverTimestamp) {
      const source = format(one.sourceTimestamp, one.sourcePicoseconds);
      const stamps = sent.get(source) ?? new Set();
      sent.set(source, stamps.add(format(one.serverTimestamp, one.serverPicoseconds)));
    }
  }
}

function take(instrument, given) {
  if (instrument.refuse) {
    return StatusCodes[instrument.refuse];
  }
  const now = { ...instrument.given, value: Number(given.value.value), status: 'Good' };
  show(now);
  tell({ wrote: now.node, value: now.value });
  return StatusCodes.Good;
}

function add(space, given) {
  const [, uri, name] = /^nsu=(.*?);s=(.*)$/.exec(given.node);
  const namespace = space.registerNamespace(uri);
  const instrument = { type: given.type, refuse: given.refuse, given };
  const access = given.writable ? 'CurrentRead | CurrentWrite' : 'CurrentRead';
  instrument.variable = namespace.addVariable({
    organizedBy: space.rootFolder.objects,
    nodeId: `s=${name}`,
    browseName: name,
    dataType: given.type,
    accessLevel: access,
    userAccessLevel: access,
  });
  shown.set(given.node, instrument);
  show(given);
  instrument.variable.bindVariable(
    {
      timestamped_get: () => instrument.data,
      timestamped_set: async data => take(instrument, data),
    },
    true,
  );
}

function certificates(part) {
  return new OPCUACertificateManager({ rootFolder: join(pki, part), automaticallyAcceptUnknownCertificate: true });
}

async function build() {
  const fresh = new OPCUAServer({
    port: Number(port),
    hostname: '127.0.0.1',
    resourcePath: path,
    serverCertificateManager: certificates('own'),
    userCertificateManager: certificates('users'),
    allowAnonymous: false,
    userManager: { isValidUser: (name, secret) => name === user && secret === password },
    // a small controller: what is asked for at once has to be asked for in parts
    serverCapabilities: {
      maxMonitoredItemsPerSubscription: 25,
      operationLimits: { maxNodesPerRead: 20, maxNodesPerWrite: 9, maxMonitoredItemsPerCall: 10 },
    },
  });
  fresh.on('response', remember);
  await fresh.initialize();
  return fresh;
}

/** A server is there when it has served somebody: the first client of a fresh process waits for cold code. */
async function tryOut(running) {
  const client = OPCUAClient.create({ clientCertificateManager: running.serverCertificateManager, endpointMustExist: false });
  await client.withSessionAsync(
    { endpointUrl: running.getEndpointUrl(), userIdentity: { type: UserTokenType.UserName, userName: user, password } },
    session => session.readNamespaceArray(),
  );
}

async function open() {
  server = await next;
  await server.start();
  if (!tried) {
    await tryOut(server);
    tried = true;
  }
}

let tried = false;

await serve({
  /** Opens the server if it is not open yet, with these nodes and no others. */
  async start({ nodes }) {
    if (!server) {
      await open();
    }
    shown.forEach(instrument => server.engine.addressSpace.deleteNode(instrument.variable));
    shown.clear();
    nodes.forEach(node => add(server.engine.addressSpace, node));
    return { certificate: server.certificateFile };
  },
  show,
  /** What every session listens to, item by item, with the filter it asked for. */
  items: () =>
    Object.values(server.engine._sessions)
      .flatMap(session => session.publishEngine?.subscriptions ?? [])
      .flatMap((subscription, at) =>
        [...subscription.monitoredItems.values()].map(item => ({
          node: item.itemToMonitor.nodeId.value,
          subscription: at,
          sampling: item.samplingInterval,
          queue: item.queueSize,
          deadband: item.filter?.deadbandValue ?? 0,
        })),
      ),
  /** Every server time that went out with this source time. */
  stamps: ({ at }) => [...(sent.get(format(...parse(at))) ?? [])],
  async stop() {
    await server.shutdown(0);
    server = undefined;
    shown.clear();
    next = build();
  },
});
