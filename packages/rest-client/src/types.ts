import type { calls } from './generated/calls.ts';
import type { components, operations } from './generated/schema.ts';

/** The schemas of the API's document, for naming a type: `Schemas['Device']`. */
export type Schemas = components['schemas'];

/** The operation ids of the API, which are the names of the client's methods. */
export type OperationId = keyof typeof calls;

type ParametersOf<O, Place extends string> = O extends { parameters: { [P in Place]?: infer Values } }
  ? [Values] extends [never]
    ? unknown
    : NonNullable<Values>
  : unknown;

type BodyOf<O> = O extends { requestBody: { content: { 'application/json': infer Body } } } ? Body : unknown;

/** Shows an intersection as the one object that it is; a union keeps its members apart. */
type Flat<T> = T extends unknown ? { [K in keyof T]: T[K] } : never;

/** What a call takes: the parameters of its path and query, and the members of its body, in one object. */
export type Input<Id extends OperationId> = Flat<
  ParametersOf<operations[Id], 'path'> & ParametersOf<operations[Id], 'query'> & BodyOf<operations[Id]>
>;

type Responses<O> = O extends { responses: infer Answers } ? Answers[keyof Answers] : never;

type Answer<R> = R extends { content: { 'application/json': infer Body } } ? Body : undefined;

/** What a call resolves to; `undefined` for an answer without content. */
export type Output<Id extends OperationId> = Answer<Responses<operations[Id]>>;

/** What `dryRun` answers with in place of the thing. */
type Decision = { allowed: boolean };

/** One page of a list. */
export interface Page<Item> {
  readonly items: Item[];
  /** Present while there is more: the `cursor` of the next page. */
  readonly nextCursor?: string;
}

/**
 * A list that was not asked for yet: `await` it for one page, or go through all items of all pages with `for await`.
 * Each of both asks the service anew.
 */
export interface Pages<Item> extends PromiseLike<Page<Item>>, AsyncIterable<Item> {}

/** Settings of one call. */
export interface CallOptions {
  /** Gives up; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * For calls that create: the same key gives the same answer again, also to another process. A random one by
   * default, which the retries of this call share.
   */
  readonly idempotencyKey?: string;
}

type ItemOf<Id extends OperationId> = Output<Id> extends { items: (infer Item)[] } ? Item : never;

/** Calls without a required member can be made without an input. */
type Arguments<I> =
  Partial<I> extends I ? [input?: I, options?: CallOptions] : [input: I, options?: CallOptions];

interface DryRunMethod<I, O> {
  (input: I & { dryRun: true }, options?: CallOptions): Promise<Extract<O, Decision>>;
  (input: I & { dryRun?: false }, options?: CallOptions): Promise<Exclude<O, Decision>>;
}

type Method<Id extends OperationId> = 'dryRun' extends keyof Input<Id>
  ? DryRunMethod<Input<Id>, Output<Id>>
  : 'cursor' extends keyof Input<Id>
    ? (...args: Arguments<Input<Id>>) => Pages<ItemOf<Id>>
    : (...args: Arguments<Input<Id>>) => Promise<Output<Id>>;

/** The API: one method for each operation, by its operation id. */
export type RestClient = { readonly [Id in keyof typeof calls]: Method<Id> };
