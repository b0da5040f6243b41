import { readFileSync } from 'node:fs';

/** A published request, its published response, or both. */
export interface Sample {
  name: string;
  request: {
    method: string;
    url?: string;
    urlTemplate?: string;
    params?: Record<string, string>;
    form?: Record<string, string>;
    body?: string;
  } | null;
  response: { status?: number; contentType?: string; body: string } | null;
}

/** Every request and response of ExpressPlay and its key storage that was ever published. */
export const samples: readonly Sample[] = JSON.parse(
  readFileSync(new URL('../fixtures/published-samples.json', import.meta.url), 'utf8')
);
