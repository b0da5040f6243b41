import type { Drm } from '../drm.ts';
import type { Layout } from './envelope.ts';
import { expressPlayLayout } from './expressplay-layout.ts';
import { marlinLayout } from './marlin-layout.ts';
import type { Seal } from './seal.ts';
import type { OpenToken, TokenContent } from './token-content.ts';

/** Issues tokens, and opens those that it issued. */
export type TokenMint = {
  readonly issue: (serviceId: number, content: TokenContent) => Buffer;
  /** What the token says; undefined when it is damaged, foreign or of another DRM. */
  readonly open: (drm: Drm, token: Buffer) => OpenToken | undefined;
};

/** A mint whose tokens carry this seal. */
export function createTokenMint(seal: Seal): TokenMint {
  return {
    issue: (serviceId, content) => {
      const layout = LAYOUTS[content.drm];
      const header = layout.header(serviceId);
      return layout.encode(header, seal.close(header, JSON.stringify(content)));
    },
    open: (drm, token) => {
      try {
        const { serviceId, header, sealed } = LAYOUTS[drm].decode(token);
        const text = seal.open(header, sealed);
        if (text === undefined) return undefined;
        const content: TokenContent = JSON.parse(text);
        return content.drm === drm ? { ...content, serviceId } : undefined;
      } catch {
        return undefined;
      }
    }
  };
}

/** The versions are the newest that public text shows for each DRM. */
const LAYOUTS: Readonly<Record<Drm, Layout>> = {
  widevine: expressPlayLayout(7),
  playready: expressPlayLayout(8),
  fairplay: expressPlayLayout(6),
  universal: expressPlayLayout(12),
  ms3: marlinLayout,
  bb: marlinLayout
};
