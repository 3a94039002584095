package dev.footlights.store.sql;

import dev.footlights.stage.repository.Store;
import dev.footlights.store.StoreContract;
import org.junit.jupiter.api.AfterEach;

class SqlStoreInMemoryTest extends StoreContract {
  private final SqlStore store =
      SqlStore.inMemory(
          e -> {
            throw new AssertionError(e);
          });

  @Override
  protected Store open() {
    return store;
  }

  @AfterEach
  void close() {
    store.close();
  }
}
