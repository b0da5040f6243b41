/** What this browser remembers between visits. No secret is in it. */
export interface Remembered {
  /** The last registration of this browser that ended well. */
  readonly registrationId?: string;
  /** The key system that it registered with. */
  readonly keySystem?: string;
  /** What the dummy tokens are for. */
  readonly dummyContent?: DummyContent;
  /** A registration that was started and has not ended. */
  readonly attempt?: Attempt;
  /** The id that this browser has as an emulated device. */
  readonly emulatedDeviceId?: string;
}

/** The content of dummy tokens. */
export interface DummyContent {
  /** 32 hexadecimal digits. */
  readonly kid: string;
  /** The clip, for CDMs that need media. */
  readonly url?: string;
}

/** A started registration: the same key makes the service answer with the same registration. */
export interface Attempt {
  readonly idempotencyKey: string;
  /** The request's body. */
  readonly request: {
    readonly drm: string;
    readonly device: { readonly name?: string };
    readonly replaces?: string;
  };
}

export interface Memory {
  read(): Remembered;
  /** Changes the given members; `undefined` removes one. */
  change(members: { readonly [Member in keyof Remembered]: Remembered[Member] | undefined }): void;
}

/** Remembers in the page's `localStorage`, under a name of the service. */
export function openMemory(baseUrl: string): Memory {
  const name = `expressplay-binding ${baseUrl}`;
  const read = (): Remembered => {
    try {
      return JSON.parse(localStorage.getItem(name) ?? '{}');
    } catch {
      // Blocked storage, or a value of somebody else: without memory a registration starts anew after a reload.
      return {};
    }
  };
  return {
    read,
    change(members) {
      try {
        localStorage.setItem(name, JSON.stringify({ ...read(), ...members }));
      } catch {
        // Blocked or full storage, as above.
      }
    }
  };
}
