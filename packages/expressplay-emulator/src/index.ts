export type { CallReport } from './call-report.ts';
export type { Calls } from './calls.ts';
export type { Drm } from './drm.ts';
export { createEmulator, type Emulator } from './emulator.ts';
export type { EmulatorOptions } from './emulator-options.ts';
export { EVENT_CODES, type EventCode } from './event-codes.ts';
export type { Api, Fault } from './faults/fault.ts';
export type { EventRecord } from './records/event-record.ts';
export type { Switches, SwitchesPatch } from './switches.ts';
