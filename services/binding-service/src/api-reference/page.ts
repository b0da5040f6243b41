import type { ApiReferenceConfiguration } from '@scalar/fastify-api-reference';

const title = 'Device binding for ExpressPlay: API reference';

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b6b5d"/>' +
  '<path d="M12 9v14l11-7z" fill="#fff"/></svg>';

/** Light and dark: the page follows the reader's system. */
const styles = `
.light-mode { --scalar-color-accent: #0b6b5d; --scalar-background-accent: #0b6b5d1a; --scalar-link-color: #0b6b5d; }
.dark-mode { --scalar-color-accent: #5fd0bd; --scalar-background-accent: #5fd0bd1a; --scalar-link-color: #5fd0bd; }
:root { --scalar-font: system-ui, sans-serif; --scalar-font-code: ui-monospace, monospace; }
`;

/** The page of the reference. It runs the two scripts beside it and no other. */
export const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">
</head>
<body>
<div id="app"></div>
<script src="/docs/renderer.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const configuration: Partial<ApiReferenceConfiguration> = {
  url: '/openapi.json',
  customCss: styles,
  // Nothing is loaded from other hosts, and nothing is sent to them.
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: 'never',
  hideModels: true,
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' }
};

/** Starts the renderer. The API key of the last request is kept until the tab is closed. */
export const startScript = `const name = 'api-key';
Scalar.createApiReference('#app', {
  ...${JSON.stringify(configuration)},
  authentication: {
    preferredSecurityScheme: 'apiKey',
    securitySchemes: { apiKey: { token: sessionStorage.getItem(name) ?? '' } }
  },
  onBeforeRequest: ({ request, requestBuilder }) => {
    const [scheme, key] = ((request ?? requestBuilder).headers.get('authorization') ?? '').split(' ');
    if (scheme === 'Bearer' && key) sessionStorage.setItem(name, key);
  }
});
`;

/** What the page may do: the renderer writes its styles into the page, and requests go to the service only. */
export const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ');
