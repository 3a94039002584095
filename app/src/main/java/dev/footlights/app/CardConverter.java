package dev.footlights.app;

import dev.footlights.client.media.TestCard;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a card's colour. */
final class CardConverter implements ITypeConverter<TestCard> {
  @Override
  public TestCard convert(String text) {
    for (TestCard card : TestCard.values()) {
      if (card.colour().equals(text)) {
        return card;
      }
    }
    throw new TypeConversionException("'" + text + "' is neither red nor blue");
  }
}
