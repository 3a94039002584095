package com.example.versus;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.versus.VsMode.Host;
import dev.footlights.testing.FootlightsExtension;
import dev.footlights.testing.Publisher;
import dev.footlights.testing.Viewer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VsModeTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @RegisterExtension static final FootlightsExtension footlights = FootlightsExtension.create();

  private VsMode vsMode;
  private String red;
  private String blue;

  @BeforeEach
  void twoStages() {
    footlights.reset();
    vsMode = new VsMode(footlights.client());
    red = footlights.client().createStage(r -> r.name("red")).stage().arn();
    blue = footlights.client().createStage(r -> r.name("blue")).stage().arn();
  }

  @Test
  void eachHostIsSeenInTheOthersStageUntilItEnds() {
    try (Publisher ann = footlights.publishTestCard(red);
        Publisher bob = footlights.publishTestCard(blue)) {
      var one = new Host(red, ann.participantId());
      var other = new Host(blue, bob.participantId());

      vsMode.begin(one, other);
      try (Viewer ofAnn = footlights.watch(blue, ann.participantId());
          Viewer ofBob = footlights.watch(red, bob.participantId())) {
        ofAnn.awaitFrames(25, SOON);
        ofBob.awaitFrames(25, SOON);

        vsMode.end(one, other);
        ofAnn.awaitEnd(SOON);
        ofBob.awaitEnd(SOON);
      }
    }
  }

  @Test
  void aHostWhoStaysAwayIsShownNoMore() {
    try (Publisher ann = footlights.publishTestCard(red);
        Publisher bob = footlights.publishTestCard(blue)) {
      var one = new Host(red, ann.participantId());
      vsMode.begin(one, new Host(blue, bob.participantId()));

      ann.close();
      assertTrue(vsMode.isShownElsewhere(one));
      footlights.advance(Duration.ofSeconds(61));
      assertFalse(vsMode.isShownElsewhere(one));
    }
  }
}
