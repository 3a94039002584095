package dev.footlights.sim.world;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** A SecureRandom that repeats itself: for simulations only. */
final class SeededRandom extends SecureRandom {
  private static final long serialVersionUID = 1;

  private final transient RandomGenerator generator;

  SeededRandom(long seed) {
    generator = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  @Override
  public void nextBytes(byte[] bytes) {
    // The super class asks for bytes before this one is ready.
    if (generator != null) {
      generator.nextBytes(bytes);
    }
  }

  @Override
  public long nextLong() {
    return generator.nextLong();
  }

  @Override
  public int nextInt() {
    return generator.nextInt();
  }
}
