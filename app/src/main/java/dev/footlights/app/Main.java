package dev.footlights.app;

import dev.footlights.client.http.ClientException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Where the program begins. */
@Command(
    name = "footlights",
    description = "A real-time video server that speaks the Amazon IVS Real-Time API.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      PublishCommand.class,
      WatchCommand.class,
      RehearseCommand.class
    })
final class Main implements Runnable {
  /** The version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"Footlights " + (version == null ? "(not from a jar)" : version)};
    }
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] arguments) {
    if (arguments.length > 0 && arguments[0].equals("serve")) {
      HeadStart.begin();
    }
    System.exit(run(arguments, System.getenv()));
  }

  static int run(String[] arguments, Map<String, String> environment) {
    var line = new CommandLine(new Main());
    CommandLine serve = Objects.requireNonNull(line.getSubcommands().get("serve"));
    try {
      line.setDefaultValueProvider(Settings.of(arguments, environment, Settings.keys(serve)));
    } catch (IllegalArgumentException e) {
      return complain(serve, String.valueOf(e.getMessage()));
    }
    line.setParameterExceptionHandler(Main::wrongArguments);
    line.setExecutionExceptionHandler(Main::failed);
    return line.execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: demo, serve, publish or watch.");
  }

  private static int wrongArguments(ParameterException problem, String[] arguments) {
    return complain(problem.getCommandLine(), String.valueOf(problem.getMessage()));
  }

  private static int failed(Exception problem, CommandLine line, CommandLine.ParseResult arguments)
      throws Exception {
    if (problem instanceof ClientException told) {
      PrintWriter err = line.getErr();
      err.println(line.getCommandName() + ": " + told.getMessage());
      return line.getCommandSpec().exitCodeOnExecutionException();
    }
    throw problem;
  }

  private static int complain(CommandLine line, String problem) {
    PrintWriter err = line.getErr();
    err.println(problem.lines().findFirst().orElse(""));
    err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return line.getCommandSpec().exitCodeOnInvalidInput();
  }
}
