package dev.footlights.api.aws;

/**
 * One operation of the API.
 *
 * @param <I> a record: its components are the members, its annotations their bounds
 * @param <O> a record: what the body of the 200 says
 */
interface Operation<I extends Record & OnResources, O extends Record> {

  /** Carries it out; a request that gets here satisfies its bounds. Blocks until all is done. */
  O call(Caller caller, I request);
}
