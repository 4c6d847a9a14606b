// A client by node-opcua, as a supervision system on the same floor would be: browses, reads, writes, listens.
import { serve, tell } from './lines.mjs';
import { join } from 'node:path';
import opcua from 'node-opcua';
import { format } from './opcua-times.mjs';

const {
  AttributeIds,
  BrowseDirection,
  DataType,
  MessageSecurityMode,
  OPCUACertificateManager,
  OPCUAClient,
  SecurityPolicy,
  TimestampsToReturn,
  UserTokenType,
} = opcua;

const LIMIT_MS = 5000;
const VARIABLE = 2;
let client;
let session;
let subscription;
let namespaces;

function named(node) {
  const [, uri, rest] = /^nsu=(.*?);(.*)$/.exec(node) ?? [null, null, node];
  return uri === null ? rest : `ns=${namespaces.indexOf(uri)};${rest}`;
}

function plain(data) {
  return {
    value: data.value.value,
    type: DataType[data.value.dataType],
    status: data.statusCode.name,
    source: format(data.sourceTimestamp, data.sourcePicoseconds),
    server: format(data.serverTimestamp, data.serverPicoseconds),
  };
}

async function disconnect() {
  await subscription?.terminate().catch(() => {});
  await session?.close().catch(() => {});
  await client?.disconnect();
  client = session = subscription = undefined;
}

/** Everything below a node, by the hierarchy a person would click through. */
async function below(nodeId, path, found) {
  const { references } = await session.browse({
    nodeId,
    browseDirection: BrowseDirection.Forward,
    referenceTypeId: 'HierarchicalReferences',
    includeSubtypes: true,
    resultMask: 63,
  });
  for (const reference of references) {
    const name = [...path, reference.browseName.name];
    if (reference.nodeId.namespace > 0) {
      if (reference.nodeClass === VARIABLE) {
        found.push({ path: name.join('/'), title: reference.displayName.text, type: String(reference.typeDefinition) });
      }
      await below(reference.nodeId, name, found);
    }
  }
  return found;
}

await serve({
  async connect({ url, user, password, security = 'None', pki, retries = 0 }) {
    client = OPCUAClient.create({
      applicationName: 'peer',
      clientCertificateManager: new OPCUACertificateManager({
        rootFolder: join(pki, 'own'),
        automaticallyAcceptUnknownCertificate: true,
      }),
      securityPolicy: SecurityPolicy[security],
      securityMode: security === 'None' ? MessageSecurityMode.None : MessageSecurityMode.SignAndEncrypt,
      endpointMustExist: false,
      transportTimeout: LIMIT_MS,
      connectionStrategy: { maxRetry: retries, initialDelay: 100, maxDelay: 500 },
    });
    client.on('connection_lost', () => tell({ lost: true }));
    try {
      await client.connect(url);
      const identity = user ? { type: UserTokenType.UserName, userName: user, password } : { type: UserTokenType.Anonymous };
      session = await client.createSession(identity);
      namespaces = await session.readNamespaceArray();
      return { signedIn: true };
    } catch (fault) {
      const refused = String(fault.message);
      await disconnect();
      return { signedIn: false, refused };
    }
  },
  /** Makes this peer's certificate and says where it lies. */
  async certificate({ pki }) {
    const manager = new OPCUACertificateManager({ rootFolder: join(pki, 'own') });
    await manager.initialize();
    const own = OPCUAClient.create({ applicationName: 'peer', clientCertificateManager: manager });
    await own.createDefaultCertificate();
    return { file: own.certificateFile };
  },
  browse: () => below('ObjectsFolder', [], []),
  async read({ nodes }) {
    const asked = nodes.map(node => ({ nodeId: named(node), attributeId: AttributeIds.Value }));
    return (await session.read(asked, 0)).map(plain);
  },
  /** The range and the unit that a tag announces. */
  async meaning({ nodes }) {
    const answers = [];
    for (const node of nodes) {
      const { references } = await session.browse({
        nodeId: named(node),
        browseDirection: BrowseDirection.Forward,
        referenceTypeId: 'HasProperty',
        includeSubtypes: true,
        resultMask: 63,
      });
      const properties = {};
      for (const reference of references) {
        const data = await session.read({ nodeId: reference.nodeId, attributeId: AttributeIds.Value });
        properties[reference.browseName.name] = data.value.value;
      }
      answers.push({
        low: properties.EURange?.low,
        high: properties.EURange?.high,
        unit: properties.EngineeringUnits?.displayName.text ?? '',
        unitId: properties.EngineeringUnits?.unitId,
      });
    }
    return answers;
  },
  async write({ node, type, value }) {
    const status = await session.write({
      nodeId: named(node),
      attributeId: AttributeIds.Value,
      value: { value: { dataType: DataType[type], value } },
    });
    return { status: status.name };
  },
  async subscribe({ nodes, every }) {
    subscription = await session.createSubscription2({
      requestedPublishingInterval: every,
      requestedMaxKeepAliveCount: 10,
      requestedLifetimeCount: 100,
      publishingEnabled: true,
    });
    for (const node of nodes) {
      const item = await subscription.monitor(
        { nodeId: named(node), attributeId: AttributeIds.Value },
        { samplingInterval: every, queueSize: 100, discardOldest: true },
        TimestampsToReturn.Both,
      );
      item.on('changed', data => tell({ node, ...plain(data) }));
    }
  },
  disconnect,
});
