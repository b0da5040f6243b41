// Imported before everything else: on an older Node, undici fails while it loads, with a message that names no cause.
const [major = 0, minor = 0] = (globalThis.process?.versions.node ?? '99').split('.').map(Number);

if (major < 22 || (major === 22 && minor < 19))
  throw new Error(`expressplay-client needs Node 22.19 or later; this is ${process.version}.`);
