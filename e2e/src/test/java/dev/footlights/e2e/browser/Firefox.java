package dev.footlights.e2e.browser;

import dev.footlights.e2e.harness.Needs;
import dev.footlights.e2e.harness.Program;
import dev.footlights.e2e.harness.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The machine's own Firefox, headless, driven by WebDriver BiDi without a driver in between. */
public final class Firefox implements Browser {
  private static final Duration FOR_ITS_START = Duration.ofSeconds(60);
  private static final String LISTENING = "WebDriver BiDi listening on ";

  /** Autoplay, and quiet on the network; nothing of {@code media.peerconnection}. */
  private static final String PREFERENCES =
      """
      user_pref("media.autoplay.default", 0);
      user_pref("browser.shell.checkDefaultBrowser", false);
      user_pref("browser.aboutwelcome.enabled", false);
      user_pref("datareporting.policy.dataSubmissionEnabled", false);
      user_pref("toolkit.telemetry.server", "");
      user_pref("app.update.disabledForTesting", true);
      user_pref("app.normandy.enabled", false);
      user_pref("services.settings.server", "data:,");
      user_pref("network.captive-portal-service.enabled", false);
      user_pref("network.connectivity-service.enabled", false);
      """;

  private final Program program;
  private final Bidi bidi;

  private Firefox(Program program, Bidi bidi) {
    this.program = program;
    this.bidi = bidi;
  }

  public static Firefox start() {
    Path executable = Needs.firefox();
    Program program =
        Program.start("firefox", Map.of("MOZ_CRASHREPORTER_DISABLE", "1"), command(executable));
    try {
      String line = program.line(LISTENING, FOR_ITS_START, l -> l.contains(LISTENING));
      String url = line.substring(line.indexOf(LISTENING) + LISTENING.length()).strip();
      return new Firefox(program, Bidi.connect(URI.create(url + "/session")));
    } catch (RuntimeException | AssertionError e) {
      program.close();
      throw e;
    }
  }

  private static List<String> command(Path executable) {
    try {
      Path profile = Files.createTempDirectory(Repository.target("profiles"), "firefox");
      Files.writeString(profile.resolve("user.js"), PREFERENCES);
      return List.of(
          executable.toString(),
          "--headless",
          "--no-remote",
          "--profile",
          profile.toString(),
          "--remote-debugging-port",
          "0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Tab open(URI server) {
    String context = bidi.newTab();
    bidi.navigate(context, server.resolve(Tab.PATH));
    return new Tab(script -> bidi.evaluate(context, script));
  }

  /**
   * Opens a page as a person would, and gives the string that a script's promise resolves to in it.
   */
  public String ask(URI page, String script) {
    String context = bidi.newTab();
    bidi.navigate(context, page);
    return bidi.evaluate(context, script);
  }

  @Override
  public void close() {
    bidi.close();
    program.close();
  }
}
