package dev.footlights.store.memory;

import dev.footlights.stage.repository.Store;
import dev.footlights.store.StoreContract;

class MemoryStoreTest extends StoreContract {
  @Override
  protected Store open() {
    return new MemoryStore();
  }
}
