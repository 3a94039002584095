package dev.footlights.app;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What an option is where the command line does not name it: the environment's {@code
 * FOOTLIGHTS_MEDIA_PORT} for {@code --media-port}, else {@code media-port} of the configuration
 * file, else the option's own default.
 */
final class Settings implements IDefaultValueProvider {
  private static final String PREFIX = "FOOTLIGHTS_";
  private static final String CONFIG = "--config";

  private final Map<String, String> environment;
  private final Properties file;

  private Settings(Map<String, String> environment, Properties file) {
    this.environment = environment;
    this.file = file;
  }

  /**
   * Reads the configuration file that the arguments or the environment name.
   *
   * @param keys those that the file may have: options without their dashes
   * @throws IllegalArgumentException when it cannot be read, or has another key or one without a
   *     value; the message is for people
   */
  static Settings of(String[] arguments, Map<String, String> environment, Collection<String> keys) {
    String name = config(arguments, environment);
    var file = new Properties();
    if (!name.isEmpty()) {
      try (Reader reader = Files.newBufferedReader(Path.of(name))) {
        file.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new IllegalArgumentException(CONFIG + ": cannot read " + name + ": " + why(e), e);
      }
      for (String key : file.stringPropertyNames()) {
        if (!keys.contains(key)) {
          throw new IllegalArgumentException(
              CONFIG + ": " + name + " has '" + key + "', which is none of " + sorted(keys));
        }
        if (file.getProperty(key).isBlank()) {
          throw new IllegalArgumentException(
              CONFIG + ": " + name + " has '" + key + "' without a value");
        }
      }
    }
    return new Settings(environment, file);
  }

  /** What a configuration file may say: every long option of a command. */
  static List<String> keys(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .map(option -> option.longestName().substring(2))
        .toList();
  }

  private static String config(String[] arguments, Map<String, String> environment) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith(CONFIG + "=")) {
        return arguments[i].substring(CONFIG.length() + 1);
      }
      if (arguments[i].equals(CONFIG) && i + 1 < arguments.length) {
        return arguments[i + 1];
      }
    }
    return environment.getOrDefault(PREFIX + "CONFIG", "");
  }

  private static String sorted(Collection<String> keys) {
    return String.join(", ", new TreeSet<>(keys));
  }

  private static String why(Exception e) {
    return e instanceof NoSuchFileException ? "no such file" : String.valueOf(e.getMessage());
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)) {
      return null;
    }
    String key = option.longestName().substring(2);
    String variable = PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
    String value = environment.get(variable);
    String told = value != null && !value.isBlank() ? value.strip() : file.getProperty(key);
    // A default is a template to picocli, and a secret may look like one.
    return told == null ? null : told.replace("$", "$$");
  }
}
