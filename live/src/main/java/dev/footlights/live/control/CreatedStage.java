package dev.footlights.live.control;

import dev.footlights.stage.session.Stage;
import dev.footlights.stage.token.IssuedToken;
import java.util.List;

/** A new stage and the tokens that were asked for with it, in that order. */
public record CreatedStage(Stage stage, List<IssuedToken> tokens) {
  public CreatedStage {
    tokens = List.copyOf(tokens);
  }
}
