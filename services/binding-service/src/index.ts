export { type AppOptions, app } from './app.ts';
export { type Configuration, readConfiguration } from './config/configuration.ts';
export { ConfigurationError } from './config/read-variables.ts';
