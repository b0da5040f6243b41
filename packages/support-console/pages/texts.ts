/** How a policy's rules would affect the accounts that were examined. */
interface PreviewedAccounts {
  readonly examined: number;
  readonly overLimit: number;
  readonly devicesOverLimit: number;
  readonly complete: boolean;
}

const number = (count: number) => count.toLocaleString('en');

/** Every English text of the console. Another language is another file of the same shape. */
export const texts = {
  brand: 'Device binding',
  skip: 'Skip to the content',
  navigation: 'Main',
  find: 'Find',
  policies: 'Policies',
  operationsPage: 'Operations',
  signOut: 'Sign out',
  signedInAs: 'Signed in as',
  readOnly: 'read only',
  loading: 'Loading…',
  refresh: 'Refresh',
  retry: 'Try again',
  close: 'Close',
  cancel: 'Cancel',
  more: 'Show more',
  never: 'never',
  none: 'none',
  reason: 'Reason',
  reasonHint: 'Goes into the audit trail with your name.',
  required: 'Say why first.',

  signIn: {
    title: 'Sign in',
    withIdentityProvider: 'Sign in with your organisation',
    apiKey: 'API key',
    hint: 'The console can do what the scopes of this key allow. The key is sent once and never stored in the browser.',
    submit: 'Sign in',
    wrong: 'This API key is not known, or it was revoked or has expired.',
    refused: 'The sign-in was refused:'
  },

  search: {
    label: 'Find an account or device',
    hint: 'An account id or its beginning, a device id, an ExpressPlay device id, a registration id or cookie, an order id, an event id.',
    submit: 'Find',
    results: 'Results',
    nothing: 'Nothing found for',
    account: 'Account',
    device: 'Device',
    registration: 'Registration',
    order: 'Order',
    event: 'Event',
    ofAccount: 'of account'
  },

  stale: (time: string) => `This page shows what was true at ${time}. It could not be refreshed.`,

  problems: {
    network:
      'The service did not answer. Check your network; nothing was changed as far as the console knows.',
    session:
      'Your session has ended. Sign in again in another tab, then try again here: what you typed stays.',
    signInAgain: 'Sign in in a new tab',
    forbidden: 'Your account may not do this. Ask for the missing scope.',
    conflict:
      'Something changed in the meantime. The page shows the present state now; look at it before you try again.',
    rateLimited: (seconds: number) => `Too many requests. Try again in ${seconds} s.`,
    request: 'Request'
  },

  account: {
    title: 'Account',
    suspended: 'Suspended since',
    slots: 'Slots',
    slotsText: (used: number, total: number) => `${used} of ${total} used`,
    overLimit: (count: number) =>
      count === 1 ? 'One device is beyond the limit.' : `${count} devices are beyond the limit.`,
    nextChange: 'Next change of devices by the customer',
    atOnce: 'at once',
    tokens: 'Tokens in the current window',
    policy: 'Policy in force',
    devices: 'Devices',
    noDevices: 'No device is bound.',
    removed: 'Removed devices',
    registrations: 'Registrations',
    noRegistrations: 'No registration is known.',
    rights: 'Rights',
    noRights: 'The account has no right to any content.',
    recentTokens: 'Recent tokens',
    noTokens: 'No token was issued.',
    timeline: 'Timeline',
    noEvents: 'Nothing happened yet.',
    live: 'updates by itself',
    newDevice: 'A device that is new to this account',
    wouldBind: 'would be bound now.',
    wouldRemove: 'It would take the slot of',
    wouldRefuse: 'would be refused now.'
  },

  device: {
    bound: 'bound',
    lastToken: 'Last token',
    playable: 'May still play until',
    noLicense: 'no licence that still plays',
    endless: 'without end',
    elsewhere: 'Also known in',
    state: { active: 'active', removed: 'removed' },
    removedAs: {
      customer: 'removed by the customer',
      staff: 'removed by staff',
      replaced: 'replaced by another device',
      idle: 'unused for too long',
      'over-limit': 'beyond a lowered limit'
    },
    class: {
      browser: 'browser',
      mobile: 'phone',
      tablet: 'tablet',
      tv: 'TV',
      console: 'games console',
      desktop: 'computer',
      other: 'other device'
    }
  },

  registration: {
    state: {
      pending: 'waiting for the device',
      bound: 'bound',
      refused: 'refused',
      ambiguous: 'ambiguous',
      expired: 'expired',
      cancelled: 'cancelled'
    },
    started: 'Started',
    why: 'Why',
    reasoning: 'The decision, rule by rule',
    passed: 'passed',
    notPassed: 'not passed',
    rule: {
      maxByClass: 'Limit of the class',
      maxDevices: 'Limit of devices',
      uncountedClasses: 'Classes without a slot',
      whenFull: 'When there is no room',
      swaps: 'Changes of devices',
      rebinds: 'New ids of one device',
      sharedDevices: 'Devices of other accounts'
    },
    conflicts: 'These devices could make room:',
    removable: 'the customer may remove it now',
    removableFrom: 'the customer may remove it from',
    notRemovable: 'the customer may not remove it'
  },

  right: {
    kind: { purchase: 'Purchase', rental: 'Rental', subscription: 'Subscription' },
    state: { active: 'active', 'not-started': 'not started', expired: 'expired', revoked: 'revoked' },
    startBy: 'Must be started by',
    plays: 'Plays for',
    firstPlayed: 'First played',
    ends: 'Ends',
    order: 'Order',
    offline: (count: number) => `on ${count} device${count === 1 ? '' : 's'} offline`
  },

  token: { playable: 'plays until', redeemable: 'redeemable until' },

  actions: {
    menu: 'What you can do',
    remove: 'Remove',
    removeTitle: (device: string) => `Remove ${device}`,
    confirmRemoval: 'Confirm removal',
    removeEffect: (device: string) => `This removes ${device} from the account.`,
    removeRefused: 'The rules would not let the customer do this now:',
    removeOverride: 'You set the rules aside.',
    removeCounts: 'It counts as one of the customer’s changes of devices.',
    removeGrace: 'It is let through as a grace change.',
    removeFree: 'It does not count as a change of devices.',
    removePlayable: 'Its licences may play until',
    removeNoLicense: 'It holds no licence that still plays.',
    byRules: 'Remove by the customer’s rules',
    byOverride: 'Set the rules aside; it does not count as a change',
    rename: 'Rename',
    newName: 'New name',
    letIn: 'Let one device in',
    letInTitle: 'Let one device in beyond the limit',
    letInEffect:
      'Starts a registration that the limits do not refuse. Give the licence URL to the customer’s app; the device has until the shown moment to redeem it.',
    letInConfirm: 'Start the registration',
    letInDrm: 'DRM',
    letInDone: 'Registration started. Licence URL for the device:',
    resetSwaps: 'Reset changes',
    resetSwapsTitle: 'Forget the changes of devices so far',
    resetSwapsEffect: 'The customer may change devices again as if none had been changed.',
    resetSwapsConfirm: 'Confirm reset',
    suspend: 'Suspend',
    suspendTitle: 'Suspend the account',
    suspendEffect:
      'No registrations and no tokens until it is resumed. Licences that devices already hold go on playing to their end.',
    suspendConfirm: 'Confirm suspension',
    resume: 'Resume',
    resumeTitle: 'Resume the account',
    resumeEffect: 'Registrations and tokens are possible again.',
    resumeConfirm: 'Confirm resumption',
    changePolicy: 'Change policy',
    changePolicyTitle: 'Change the policy of this account',
    changePolicyEffect: 'All earlier overrides of this account are replaced.',
    changePolicyConfirm: 'Confirm policy',
    policyName: 'Policy',
    overrideMax: 'Devices for this account only (leave empty for the policy’s number)',
    revoke: 'Revoke',
    revokeTitle: 'Revoke this right',
    revokeEffect: 'No more tokens for it. Licences that devices already hold go on playing to their end.',
    revokeConfirm: 'Confirm revocation',
    restore: 'Restore',
    restoreTitle: 'Restore this right',
    restoreEffect: 'Tokens can be issued for it again.',
    restoreConfirm: 'Confirm restoration',
    extend: 'Extend',
    extendTitle: 'Move the end of this subscription',
    extendEffect: 'Licences that devices already hold keep their own end.',
    extendConfirm: 'Confirm new end',
    newEnd: 'New end (your time zone)',
    grant: 'Grant a right',
    grantTitle: 'Grant a right to a content',
    grantEffect: 'The account may then get tokens for the content.',
    grantConfirm: 'Confirm right',
    content: 'Content',
    kind: 'Kind',
    startByField: 'Must be started by (your time zone)',
    hours: 'Plays for (hours after its first token)',
    orderId: 'Order id (optional)',
    done: 'Done.',
    undo: 'Undo',
    undoConfirm: 'Confirm undo',
    undone: 'It is undone.',
    undoPolicyEffect: (policy: string, overrides: string) =>
      `The account is under the policy ${policy} again, with these overrides: ${overrides}`,
    undoRenamingEffect: (name: string) => `The device is called ${name} again.`
  },

  check: {
    button: 'Check the binding',
    title: 'Check the binding',
    effect:
      'The device gets a token that is restricted to another device, for the dummy content. If ExpressPlay binds tokens, the device is refused. This changes nothing for the customer and costs one token of ExpressPlay.',
    start: 'Start the check',
    instructions:
      'Let this device, and no other, redeem this licence URL: for example, play the dummy clip with it in your app.',
    licenseUrl: 'Licence URL',
    redeemable: 'It can be redeemed until',
    outcome: 'What happened on the device?',
    refused: 'It was refused a licence',
    licensed: 'It got a licence, or played',
    complete: 'Complete the check',
    state: {
      pending: 'The check is not complete.',
      enforced: 'Tokens are bound: the device was refused, and ExpressPlay has no record of a redemption.',
      'not-enforced':
        'Tokens are not bound: ExpressPlay has a record that the device redeemed a token of another device.',
      inconclusive:
        'The check proves nothing: the device says that it got a licence, but ExpressPlay has no record of it yet, or the time was over. Start another check.'
    }
  },

  policy: {
    title: 'Policies',
    one: 'Policy',
    name: 'Name',
    new: 'New policy',
    edit: 'Edit',
    save: 'Save policy',
    preview: 'Preview on accounts',
    previewed: ({ examined, overLimit, devicesOverLimit, complete }: PreviewedAccounts) =>
      `${number(overLimit)} of ${number(examined)} accounts would be over it, with ${number(devicesOverLimit)} devices in all.${
        complete ? '' : ' There are more accounts under this policy, which were not examined.'
      }`,
    saved: 'The policy is saved.',
    rules: 'Rules',
    history: 'History',
    compare: 'What changed',
    maxDevices: 'Devices at the same time',
    maxByClass: 'Of these, at most per class (empty: no own limit)',
    uncounted: 'Classes that take none of these slots',
    swapsOn: 'Limit how often devices may change',
    swapsCount: 'What counts as a change',
    swapsRemovals: 'a device that is removed or replaced',
    swapsBindings: 'every new device',
    swapsMax: 'Changes',
    swapsDays: 'within days',
    swapsInterval: 'Days that must lie between two changes',
    swapsGrace: 'Further changes let through per year',
    rebinds: 'How often one device may come with a new DRM id and keep its slot',
    rebindsMax: 'New ids (empty: 2 in 30 days)',
    rebindsDays: 'within so many days',
    whenFull: 'When there is no room for a new device',
    whenFullRefuse: 'refuse it',
    whenFullReplace: 'replace the device that was unused the longest',
    idle: 'Free a slot after days without a token (empty: never)',
    maxPending: 'Registrations that may be pending at the same time (empty: 50)',
    overLimit: 'Devices that are too many after a limit was lowered',
    overLimitKeep: 'keep their slots until removed',
    overLimitDeactivate: 'lose their slots, the longest unused first',
    shared: 'A device that another account has, too',
    sharedAllow: 'may be bound',
    sharedRefuse: 'is refused'
  },

  operations: {
    title: 'Operations',
    capabilities: 'What each DRM can do',
    evidence: 'Evidence',
    configured: 'configured by the operator',
    checked: 'proven by a binding check',
    learned: 'learned from a refusal by ExpressPlay',
    nothingKnown: 'nothing is known',
    unbound: 'Tokens without it',
    issued: 'are issued',
    notIssued: 'are refused',
    forget: 'Forget',
    forgetTitle: (drm: string) => `Forget what was learned about ${drm}`,
    forgetEffect: 'The next tokens are issued as if nothing were known.',
    forgetConfirm: 'Confirm forgetting',
    recent: 'Recent changes by staff and service'
  },

  events: {
    'registration.started': 'Registration started',
    'registration.bound': 'Device bound',
    'registration.refused': 'Device refused',
    'registration.ambiguous': 'Registration ambiguous',
    'registration.expired': 'Registration expired',
    'registration.cancelled': 'Registration cancelled',
    'device.renamed': 'Device renamed',
    'device.removed': 'Device removed',
    'device.shared': 'Device known in another account',
    'capability.checked': 'Binding of a DRM proven',
    'capability.learned': 'Binding of a DRM refused by ExpressPlay',
    'capability.forgotten': 'What was learned about a DRM forgotten',
    'binding-check.started': 'Binding check started',
    'binding-check.completed': 'Binding check completed',
    'device.rebound': 'Device kept its slot under a new id',
    'account.policy-set': 'Policy of the account changed',
    'account.swaps-reset': 'Changes of devices forgotten',
    'account.suspended': 'Account suspended',
    'account.resumed': 'Account resumed',
    'account.erased': 'Account erased',
    'policy.saved': 'Policy saved',
    'entitlement.created': 'Right granted',
    'entitlement.revoked': 'Right revoked',
    'entitlement.restored': 'Right restored',
    'entitlement.extended': 'Subscription end moved',
    'token.issued': 'Token issued'
  } as Readonly<Record<string, string>>,

  by: 'by'
} as const;
