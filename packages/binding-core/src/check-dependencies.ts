import { checkContent } from './contents/contents.ts';
import type { BindingDependencies, BindingSettings, DummyContent } from './context.ts';
import { drmOptionErrors } from './drm-options.ts';
import { BindingError } from './errors.ts';
import type { TokenBudget } from './model/account.ts';
import { type DrmOptions, drms } from './model/drm.ts';
import {
  checkArgument,
  checkOptions,
  choiceRule,
  functionRule,
  integerRule,
  type OptionRule,
  type OptionRules,
  objectRule,
  optional
} from './options.ts';

const taker = 'createBinding';
const day = 86_400;
const drmList = drms.map(drm => `'${drm}'`).join(', ');

const dependencyRules: OptionRules<BindingDependencies> = {
  store: objectRule(
    'a store, e.g. `(await openStorage({ url, sealingKeys })).store`',
    'inAccount',
    'saveContent'
  ),
  licenses: objectRule(
    'a license service, e.g. `expressPlayLicenses(client)`',
    'requestToken',
    'findRedemptions'
  ),
  clock: optional(functionRule('a function that returns milliseconds since 1970, e.g. `Date.now`')),
  monotonicClock: optional(
    functionRule('a function that returns milliseconds that never go back, e.g. `() => performance.now()`')
  ),
  randomBytes: optional(functionRule('a function that returns as many bytes as its argument says')),
  settings: objectRule("an object, e.g. `{ dummyContent: { kid: '…', key: { kind: 'clear', value: '…' } } }`")
};

const settingRules: OptionRules<BindingSettings> = {
  dummyContent: {
    form: "content with 32 hex characters each, e.g. `{ kid: '…', key: { kind: 'clear', value: '…' } }`",
    accepts: isContent
  },
  registrationTtl: seconds('900', day),
  tokenTtl: seconds('86_400', 30 * day),
  endingTokenTtl: seconds('300', 30 * day),
  idempotencyHold: seconds('60', day),
  lookUpsPerMinute: optional(integerRule('e.g. 600', 1, 1_000_000)),
  deviceBinding: optional({
    form: `'enforced' or 'unsupported' per DRM (${drmList}), e.g. \`{ widevine: 'enforced' }\``,
    accepts: perDrm(value => value === 'enforced' || value === 'unsupported')
  }),
  unverifiedBinding: optional(choiceRule('allow', 'refuse')),
  allowUnbound: optional({
    form: `an array of DRMs (${drmList}), e.g. \`['widevine']\``,
    accepts: value => Array.isArray(value) && value.every(isDrm)
  }),
  drmOptions: optional({
    form: `an object of options per DRM (${drmList}), e.g. \`{ widevine: { securityLevel: 3 } }\``,
    accepts: value =>
      perDrm(ofDrm => typeof ofDrm === 'object' && ofDrm !== null)(value) &&
      drmOptionErrors(value as DrmOptions, '').length === 0
  }),
  tokenBudget: optional({
    form: 'the most tokens within a window, e.g. `{ max: 100, windowSeconds: 86_400 }`',
    accepts: isBudget
  }),
  playerCodeTtl: seconds('60', day),
  playerSessionTtl: seconds('3600', 30 * day)
};

/** @throws {OptionError} For what {@link createBinding} cannot work with. */
export function checkDependencies(dependencies: BindingDependencies): void {
  checkOptions<BindingDependencies>(taker, dependencies, dependencyRules);
  checkOptions<BindingSettings>(taker, dependencies.settings, settingRules, 'settings.');
}

const callerRule: OptionRule = {
  form: "an object that says who calls, for the audit trail, e.g. `{ actor: 'checkout' }`",
  accepts: caller => {
    const { actor } = (caller ?? {}) as { readonly actor?: unknown };
    return typeof actor === 'string' && actor !== '';
  }
};

/** @throws {OptionError} Unless `caller` says who calls. */
export function checkCaller(useCase: string, caller: unknown): void {
  checkArgument(useCase, 'caller', caller, callerRule);
}

function seconds(example: string, max: number): OptionRule {
  return optional(integerRule(`in seconds, not milliseconds, e.g. ${example}`, 1, max));
}

function isDrm(value: unknown): boolean {
  return drms.some(drm => drm === value);
}

function perDrm(accepts: (value: unknown) => boolean): (value: unknown) => boolean {
  return value =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).every(([drm, ofDrm]) => isDrm(drm) && (ofDrm === undefined || accepts(ofDrm)));
}

function isContent(value: unknown): boolean {
  const { kid, key } = (value ?? {}) as Partial<DummyContent>;
  if (typeof kid !== 'string' || !/^[0-9a-f]{32}$/i.test(kid)) return false;
  if (!['clear', 'wrapped', 'key-storage'].includes(key?.kind ?? '')) return false;
  try {
    checkContent({ ...(value as DummyContent), contentId: 'dummy' });
    return true;
  } catch (error) {
    if (error instanceof BindingError || error instanceof TypeError) return false;
    throw error;
  }
}

function isBudget(value: unknown): boolean {
  const { max, windowSeconds } = (value ?? {}) as Partial<TokenBudget>;
  return [max, windowSeconds].every(number => Number.isSafeInteger(number) && (number as number) >= 1);
}
