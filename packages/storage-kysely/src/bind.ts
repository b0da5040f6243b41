import type { AccountUnit, Store } from '@expressplay-binding/binding-core';
import type { Context } from './context.ts';

/** Repository functions for methods of a port: each has the parameters of its method, after the context. */
export type Queries<Port> = {
  readonly [Name in keyof Port]: Port[Name] extends (...args: infer Args) => infer Result
    ? (context: Context, ...args: Args) => Result
    : never;
};

/** The repository function for a method of the store or of a unit. */
export type Query<Name extends keyof Methods> = Queries<Methods>[Name];

type Methods = Omit<Store & AccountUnit, 'inAccount' | 'saveContents' | 'eraseAccount' | 'account'>;

/**
 * Runs a repository function with the context of a connection or transaction. `this` is the object whose method was called.
 *
 * @param query The repository function with its arguments.
 * @param name The name of the method.
 * @param args The arguments of the method.
 */
export type Run<This> = <Result>(
  this: This,
  query: (context: Context) => Promise<Result>,
  name: string,
  args: readonly unknown[]
) => Promise<Result>;

/**
 * Makes the methods of a port out of repository functions.
 *
 * ```ts
 * const methods = bind<Pick<StoreReads, 'findAccount'>>({ findAccount }, query =>
 *   database.read(db => query({ db, dialect, sealer }))
 * );
 * const account = await methods.findAccount('ada');
 * ```
 */
export function bind<Port, This = unknown>(queries: Queries<Port>, run: Run<This>): Port {
  const methods = Object.entries(queries as Record<string, AnyQuery>).map(([name, query]) => [
    name,
    function (this: This, ...args: readonly never[]) {
      return run.call(this, context => query(context, ...args), name, args);
    }
  ]);
  return Object.fromEntries(methods) as Port;
}

type AnyQuery = (context: Context, ...args: readonly never[]) => Promise<unknown>;
