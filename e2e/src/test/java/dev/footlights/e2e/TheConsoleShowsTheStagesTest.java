package dev.footlights.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.footlights.e2e.browser.Chromium;
import dev.footlights.e2e.browser.Firefox;
import dev.footlights.e2e.harness.Footlights;
import dev.footlights.e2e.harness.Repository;
import dev.footlights.e2e.harness.Sdk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code /console/}, as a person uses it. */
class TheConsoleShowsTheStagesTest {
  private final Chromium chromium = Chromium.start();
  private final Footlights server = Footlights.start();
  private final Sdk sdk = Sdk.of(server);
  private final Page page = chromium.page();
  private final List<String> requests = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();

  @BeforeEach
  void open() {
    page.onRequest(request -> requests.add(request.url()));
    page.onPageError(errors::add);
    page.navigate(server.base().resolve("/console/").toString());
  }

  @AfterEach
  void end() {
    sdk.close();
    chromium.close();
    server.close();
  }

  @Test
  void aStageIsMadePublishedIntoReplicatedAndStopped() {
    create("red");
    create("blue");
    page.locator("[data-stage=red] [data-action=publish]").click();
    button("A test card with a tone").click();
    Locator source = page.locator("[data-stage=red] .tile");
    shows(source);

    source.locator("[data-action=replicate]").click();
    button("Replicate").click();

    Locator replica = page.locator("[data-stage=blue] .tile.replica");
    shows(replica);
    assertThat(replica).containsText("replica from red");
    assertThat(source).containsText("also in blue");
    assertThat(page.locator(".wires .wire")).hasCount(1);

    replica.locator("[data-action=stop]").click();

    assertThat(page.locator("#log"))
        .containsText("left blue: its replication from red was stopped");
    assertThat(page.locator(".wires .wire")).hasCount(0);
    shows(source);
    assertThat(errors).isEmpty();
    assertThat(requests)
        .allMatch(url -> url.startsWith(server.base() + "/") || url.startsWith("data:"));
  }

  @Test
  void vsModeIsDrawnBothWays() {
    String red = sdk.stage("red");
    String blue = sdk.stage("blue");
    try (var redHost = server.publish(red);
        var blueHost = server.publish(blue, "blue")) {
      sdk.start(red, blue, redHost.participantId());
      sdk.start(blue, red, blueHost.participantId());

      for (String stage : List.of("red", "blue")) {
        assertThat(page.locator("[data-stage=" + stage + "] .tile")).hasCount(2);
        shows(page.locator("[data-stage=" + stage + "] .tile.replica"));
        shows(page.locator("[data-stage=" + stage + "] .tile:not(.replica)"));
      }
      assertThat(page.locator(".wires .wire")).hasCount(2);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Repository.target(".").resolve("console.png"))
              .setFullPage(true));
    }
  }

  @Test
  void firefoxShowsThemToo() {
    String red = sdk.stage("red");
    String blue = sdk.stage("blue");
    try (var firefox = Firefox.start();
        var host = server.publish(red)) {
      sdk.start(red, blue, host.participantId());

      String shown =
          firefox.ask(
              server.base().resolve("/console/"),
              """
              new Promise((resolve) => {
                const look = () => {
                  const playing = [...document.querySelectorAll('.tile video')].filter((v) => v.currentTime > 0.2);
                  const wires = document.querySelectorAll('.wires .wire').length;
                  if (playing.length === 2 && wires === 1) {
                    resolve(document.querySelector('.tile.replica').innerText);
                  } else {
                    setTimeout(look, 50);
                  }
                };
                look();
              })
              """);

      assertThat(shown).contains("in blue, from red").contains("replica from red");
    }
  }

  @Test
  void aKeyThatIsRefusedIsAskedFor() {
    page.evaluate(
        "sessionStorage.setItem('footlights.key', JSON.stringify({secretAccessKey: 'wrong'}))");
    page.reload();

    Locator dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog).containsText("The server does not take this key");
    dialog.getByLabel("Secret access key").fill("test");
    dialog.getByText("Use it").click();

    create("red");
  }

  private void create(String name) {
    page.getByLabel("New stage").fill(name);
    button("Create stage").click();
    assertThat(page.locator("[data-stage=" + name + "]")).isVisible();
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Its picture moves: frames have a size, and time goes on. */
  private void shows(Locator tile) {
    tile.locator("video").waitFor();
    page.waitForFunction(
        "video => video.videoWidth > 0 && video.currentTime > 0.2 && !video.paused",
        tile.locator("video").elementHandle());
  }
}
