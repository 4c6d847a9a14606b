import { defineConfig } from 'vite';

// The controller the pages talk to while a developer works on them: the real one, or dev/mock-server.mjs.
const controller = process.env.SPUTTERPILOT_URL ?? 'http://localhost:8080';

export default defineConfig({
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0, // the content security policy allows no data: address
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: Object.fromEntries(['/api', '/j_security_check', '/oidc', '/q'].map((path) => [path, { target: controller, changeOrigin: false }])),
  },
  test: { environment: 'node', include: ['src/**/*.test.{ts,mjs}'] },
} as Parameters<typeof defineConfig>[0]);
