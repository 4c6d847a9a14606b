// An identity service, played by oidc-provider: asks for a name at its own sign-in page and says which groups it has.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';
import { serve } from './lines.mjs';

const GROUPS = {
  mara: ['tool-engineers'],
  otto: ['tool-operators'],
  guest: ['canteen'],
};
let server;

await serve({
  /** Begins on this port; the program under test is at `app`. */
  start: ({ port, app, client, secret, script, scriptSecret }) => new Promise((done) => {
    const provider = new Provider(`http://localhost:${port}`, {
      clients: [
        { client_id: client, client_secret: secret, redirect_uris: [`${app}/oidc/back`], post_logout_redirect_uris: [`${app}/`] },
        { client_id: script, client_secret: scriptSecret, redirect_uris: [], response_types: [], grant_types: ['client_credentials'] },
      ],
      claims: { openid: ['sub'], profile: ['name'], groups: ['groups'] },
      findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, name: `The ${id} of the site`, groups: GROUPS[id] ?? [] }) }),
      extraTokenClaims: () => ({ groups: ['tool-viewers'] }),
      features: {
        clientCredentials: { enabled: true },
        resourceIndicators: {
          enabled: true,
          getResourceServerInfo: (ctx, resource) => ({ scope: '', audience: resource, accessTokenFormat: 'jwt', accessTokenTTL: 600 }),
        },
      },
    });
    server = createServer(provider.callback()).listen(port, '127.0.0.1', () => done(`http://localhost:${port}`));
  }),
});
