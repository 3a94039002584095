package dev.footlights.e2e.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchPersistentContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.footlights.e2e.harness.Needs;
import dev.footlights.e2e.harness.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The machine's own Chromium, headless as users have it, driven by Playwright. */
public final class Chromium implements Browser {
  private static final List<String> ARGUMENTS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--autoplay-policy=no-user-gesture-required");

  private final Playwright playwright;
  private final BrowserContext context;

  private Chromium(Playwright playwright, BrowserContext context) {
    this.playwright = playwright;
    this.context = context;
  }

  public static Chromium start() {
    Path executable = Needs.chromium();
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    try {
      var options =
          new LaunchPersistentContextOptions()
              .setExecutablePath(executable)
              .setHeadless(true)
              .setIgnoreDefaultArgs(List.of("--headless"))
              .setArgs(ARGUMENTS)
              .setViewportSize(1280, 900);
      Path profile = Files.createTempDirectory(Repository.target("profiles"), "chromium");
      return new Chromium(
          playwright, playwright.chromium().launchPersistentContext(profile, options));
    } catch (IOException e) {
      playwright.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      playwright.close();
      throw e;
    }
  }

  @Override
  public Tab open(URI server) {
    Page page = context.newPage();
    page.navigate(server.resolve(Tab.PATH).toString());
    return new Tab(script -> (String) page.evaluate(script));
  }

  /** A page as Playwright knows it, for what a person does with it. */
  public Page page() {
    return context.newPage();
  }

  @Override
  public void close() {
    context.close();
    playwright.close();
  }
}
