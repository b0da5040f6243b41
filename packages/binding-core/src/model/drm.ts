import type { Timestamp } from './time.ts';

/** The DRM systems that ExpressPlay issues tokens for, in this project's spelling. */
export const drms = ['widevine', 'playready', 'fairplay', 'marlin-ms3', 'marlin-bb'] as const;

/** One DRM system. A device has at most one binding per DRM. */
export type Drm = (typeof drms)[number];

/** What somebody knows: whether ExpressPlay refuses the tokens of a DRM to every other device. */
export type KnownEnforcement = 'enforced' | 'unsupported';

/** Whether ExpressPlay refuses the token to every other device. `unverified` if nobody knows. */
export type BindingEnforcement = KnownEnforcement | 'unverified';

/** All values of {@link BindingEnforcement}. */
export const bindingEnforcements = [
  'enforced',
  'unsupported',
  'unverified'
] as const satisfies readonly BindingEnforcement[];

/** Further parameters of a token request, by their names at ExpressPlay. */
export type ExtraParameters = Readonly<Record<string, string>>;

/** PlayReady's output protection levels, 0 to 999 each, and its other options. */
export interface PlayReadyOptions {
  /** Of analog video. */
  readonly analogVideoOPL?: number | undefined;
  /** Of compressed digital audio. */
  readonly compressedDigitalAudioOPL?: number | undefined;
  /** Of compressed digital video. */
  readonly compressedDigitalVideoOPL?: number | undefined;
  /** Of uncompressed digital audio. */
  readonly uncompressedDigitalAudioOPL?: number | undefined;
  /** Of uncompressed digital video. */
  readonly uncompressedDigitalVideoOPL?: number | undefined;
  /** What to do with an output that the device does not know. */
  readonly unknownOutputBehavior?: 'Allow' | 'Disallow' | 'SDOnly' | undefined;
  /** The lowest security level of a device. */
  readonly minCertSecurityLevel?: 150 | 2000 | 3000 | undefined;
  /** 8 hex digits. */
  readonly outputControlFlags?: string | undefined;
  /** The cipher mode: `aescbc` for CBCS content, whose licenses come from a host of their own. */
  readonly algId?: 'aesctr' | 'aescbc' | undefined;
  /** 4 letters or digits, together with `extensionPayload`. */
  readonly extensionType?: string | undefined;
  /** Base64, together with `extensionType`. */
  readonly extensionPayload?: string | undefined;
  /** Parameters that no option covers, by ExpressPlay's names; the names that the rules or an option write are refused. */
  readonly parameters?: ExtraParameters | undefined;
}

/** Widevine's options. */
export interface WidevineOptions {
  /** 1 (software crypto) to 5 (everything in hardware). */
  readonly securityLevel?: number | undefined;
  /** 0 none, 1 HDCP v1, 2 v2, 3 v2.1, 4 v2.2, 5 no digital output. */
  readonly hdcpOutputControl?: number | undefined;
  /** `type,payload` each: 4 characters and base64, e.g. `wudo,AAAAAA==`. */
  readonly wvExtension?: readonly string[] | undefined;
  /** Widevine's own name of the content, at most 36 characters. */
  readonly contentId?: string | undefined;
  /** Parameters that no option covers, by ExpressPlay's names; the names that the rules or an option write are refused. */
  readonly parameters?: ExtraParameters | undefined;
}

/** FairPlay's options. */
export interface FairPlayOptions {
  /** `type,payload` each: 4 characters and base64, e.g. `wudo,AAAAAA==`. */
  readonly fpExtension?: readonly string[] | undefined;
  /** Parameters that no option covers, by ExpressPlay's names; the names that the rules or an option write are refused. */
  readonly parameters?: ExtraParameters | undefined;
}

/** The options of Marlin MS3. */
export interface MarlinMs3Options {
  /** `type,criticalFlag,payload`, e.g. `wudo,false,AAAAAA==`. */
  readonly ms3Extension?: string | undefined;
  /** Marlin's name of the content. Default `urn:marlin:kid:` and the kid. */
  readonly contentId?: string | undefined;
  /** The media URL; the license URL carries it as its fragment. */
  readonly contentURL?: string | undefined;
  /** The scheme of the license URL: `ms3hs` for `ms3hs:`, `ms3ha` for `ms3h:`. Default `https:` or `http:`. */
  readonly ms3SchemeType?: 'ms3ha' | 'ms3hs' | undefined;
  /** 8 hex digits. */
  readonly outputControlFlags?: string | undefined;
  /** 8 hex digits. */
  readonly outputControlValue?: string | undefined;
  /** E.g. `urn:marlin:organization:intertrust:wudo,ImageConstraintLevel,0`. */
  readonly outputControlOverride?: string | undefined;
  /** Parameters that no option covers, by ExpressPlay's names; the names that the rules or an option write are refused. */
  readonly parameters?: ExtraParameters | undefined;
}

/** The options of Marlin BroadBand: they override one parameter of an output control. */
export interface MarlinBbOptions {
  /** The id of the output control. */
  readonly outputControlOverrideId?: string | undefined;
  /** The name of the parameter. */
  readonly outputControlOverrideParameter?: string | undefined;
  /** The value of the parameter. */
  readonly outputControlOverrideValue?: string | undefined;
  /** Marlin's name of the content. Default `urn:marlin:kid:` and the kid. */
  readonly contentId?: string | undefined;
  /** Parameters that no option covers, by ExpressPlay's names; the names that the rules or an option write are refused. */
  readonly parameters?: ExtraParameters | undefined;
}

/** Options that only one DRM has, by DRM, under ExpressPlay's own parameter names. */
export interface DrmOptions {
  readonly widevine?: WidevineOptions | undefined;
  readonly playready?: PlayReadyOptions | undefined;
  readonly fairplay?: FairPlayOptions | undefined;
  readonly 'marlin-ms3'?: MarlinMs3Options | undefined;
  readonly 'marlin-bb'?: MarlinBbOptions | undefined;
}

/** From where a capability is known: the operator's setting, a binding check, or refusals of ExpressPlay. */
export const capabilitySources = ['configured', 'checked', 'learned'] as const;

/** One source of what is known. */
export type CapabilitySource = (typeof capabilitySources)[number];

/** One observation of what ExpressPlay does with the device restriction of a DRM. */
export interface BindingEvidence {
  /** The DRM of the token. */
  readonly drm: Drm;
  /** `checked`: a device tried a token of another device. `learned`: ExpressPlay refused to restrict a token. */
  readonly source: Exclude<CapabilitySource, 'configured'>;
  /** The binding check (`chk_…`), or the kid of the content whose token was refused. */
  readonly subject: string;
  /** What was observed. */
  readonly deviceBinding: KnownEnforcement;
  /** When. */
  readonly at: Timestamp;
  /** The event code of the refusal, e.g. -7002. */
  readonly upstreamCode?: number | undefined;
}

/** What is known of whether tokens of a DRM are restricted to a device. */
export interface Capability {
  /** The DRM of the tokens. */
  readonly drm: Drm;
  /** What is in force. */
  readonly deviceBinding: BindingEnforcement;
  /** From where it is known; absent if it is `unverified`. */
  readonly source?: CapabilitySource | undefined;
  /** When the binding check ended. */
  readonly checkedAt?: Timestamp | undefined;
  /** The binding check (`chk_…`). */
  readonly checkId?: string | undefined;
  /** When ExpressPlay last refused. */
  readonly learnedAt?: Timestamp | undefined;
  /** When what was learned ends and the restriction is tried again. */
  readonly learnedUntil?: Timestamp | undefined;
  /** The event code of the last refusal, e.g. -7002. */
  readonly upstreamCode?: number | undefined;
  /** Whether the operator accepts tokens that no device restriction protects. */
  readonly allowUnbound: boolean;
}
