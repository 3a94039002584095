package dev.footlights;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.MonitorInstruction;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom, and the rules that hold everywhere, as far as byte code shows them. */
class ArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.footlights");

  /** The arrows, each room with those it points at. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("rtc", Set.of()),
          Map.entry("stage", Set.of()),
          Map.entry("sign", Set.of()),
          Map.entry("web", Set.of()),
          Map.entry("sfu", Set.of("rtc")),
          Map.entry("loop", Set.of("sfu")),
          Map.entry("store", Set.of("stage")),
          Map.entry("deliver", Set.of("stage")),
          Map.entry("live", Set.of("sfu", "stage")),
          Map.entry("client", Set.of("rtc", "sign")),
          Map.entry("api", Set.of("live", "sign")),
          Map.entry("app", Set.of("api", "loop", "store", "deliver", "web", "client")),
          Map.entry("sim", Set.of("live", "store", "client")));

  /** Those whose time is an argument. */
  private static final String[] TIMELESS = {in("rtc"), in("sfu"), in("stage"), in("live")};

  private static String in(String room) {
    return "dev.footlights." + room + "..";
  }

  private static Stream<String> rooms() {
    return ARROWS.keySet().stream().sorted();
  }

  private static Set<String> reached(String room) {
    Set<String> all = new TreeSet<>(Set.of(room));
    ARROWS.getOrDefault(room, Set.of()).forEach(next -> all.addAll(reached(next)));
    return all;
  }

  @Test
  void everyClassLivesInARoomAndTheRoomsAreSeen() {
    Set<String> rooms = new TreeSet<>();
    for (JavaClass c : ALL) {
      rooms.add(c.getPackageName().split("\\.", 4)[2]);
    }
    assertThat(ARROWS.keySet()).containsAll(rooms);
    assertThat(rooms)
        .contains("rtc", "sfu", "loop", "stage", "live", "store", "sign", "client", "sim");
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomKnowsOnlyWhatItsArrowsReach(String room) {
    Set<String> mayKnow = reached(room);
    String[] others =
        rooms().filter(r -> !mayKnow.contains(r)).map(r -> in(r)).toArray(String[]::new);
    if (others.length > 0) {
      noClasses()
          .that()
          .resideInAPackage(in(room))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .allowEmptyShould(true)
          .check(ALL);
    }
  }

  @Test
  void timeIsAnArgument() {
    noClasses()
        .that()
        .resideInAnyPackage(TIMELESS)
        .should()
        .callMethodWhere(
            calls("java.lang.System", "currentTimeMillis|nanoTime")
                .or(calls("java\\.time\\..*", "now|system.*|tick.*"))
                .or(calls("java.util.Calendar", "getInstance")))
        .orShould()
        .callConstructor(java.util.Date.class)
        .check(ALL);
  }

  @Test
  void randomnessIsSeededOrGiven() {
    noClasses()
        .that()
        .resideInAnyPackage(TIMELESS)
        .should()
        .callMethodWhere(
            calls("java.lang.Math", "random")
                .or(calls("java.util.UUID", "randomUUID"))
                .or(calls("java.util.concurrent.ThreadLocalRandom", ".*"))
                .or(calls("java.util.random.RandomGenerator.*", "getDefault|of|create"))
                .or(calls("java.security.SecureRandom", "getInstance.*")))
        .orShould()
        .callConstructor(java.util.Random.class)
        .orShould()
        .callConstructor(java.util.SplittableRandom.class)
        .orShould()
        .callConstructor(java.security.SecureRandom.class)
        .check(ALL);
  }

  @Test
  void thePureRoomsHaveNoThreadsButTheHandshakesCoroutineAndTheControlThread() {
    noClasses()
        .that()
        .resideInAnyPackage(TIMELESS)
        .and()
        .resideOutsideOfPackage("dev.footlights.rtc.dtls..")
        .and()
        .doNotHaveFullyQualifiedName("dev.footlights.live.control.ControlThread")
        .should()
        .callMethodWhere(calls("java.lang.Thread", "of.*|start.*|sleep|yield|onSpinWait"))
        .orShould()
        .callMethodWhere(calls("java.util.concurrent.Executors", ".*"))
        .orShould()
        .callMethodWhere(calls("java.util.concurrent.CompletableFuture", ".*Async|delayedExecutor"))
        .orShould()
        .callConstructorWhere(target(owner(nameMatching("java.lang.Thread"))))
        .check(ALL);
  }

  @Test
  void threadsOfMediaControlAndDiskArePlatformThreads() {
    noClasses()
        .that()
        .resideInAnyPackage(in("loop"), in("live"), in("store"))
        .should()
        .callMethodWhere(calls("java.lang.Thread", "ofVirtual|startVirtualThread"))
        .orShould()
        .callMethodWhere(calls("java.util.concurrent.Executors", "newVirtual.*"))
        .check(ALL);
  }

  @Test
  void mediaCodeHoldsNoMonitor() {
    classes()
        .that()
        .resideInAnyPackage(in("rtc"), in("sfu"), in("loop"))
        .should(
            new ArchCondition<JavaClass>("hold no monitor") {
              @Override
              public void check(JavaClass c, ConditionEvents events) {
                boolean method =
                    c.getMethods().stream()
                        .anyMatch(m -> m.getModifiers().contains(JavaModifier.SYNCHRONIZED));
                if (method || entersAMonitor(c)) {
                  events.add(SimpleConditionEvent.violated(c, c.getName() + " is synchronized"));
                }
              }
            })
        .check(ALL);
  }

  private static boolean entersAMonitor(JavaClass c) {
    URI uri = c.getSource().orElseThrow().getUri();
    try (InputStream in = uri.toURL().openStream()) {
      ClassModel model = ClassFile.of().parse(in.readAllBytes());
      return model.methods().stream()
          .flatMap(m -> m.code().stream())
          .flatMap(code -> code.elementStream())
          .anyMatch(MonitorInstruction.class::isInstance);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void thePureRoomsOpenNoSocketAndNoFile() {
    noClasses()
        .that()
        .resideInAnyPackage(TIMELESS)
        .should()
        .dependOnClassesThat(
            DescribedPredicate.or(
                nameMatching("java\\.net\\.(Datagram|Server|Multicast)?Socket"),
                nameMatching("java\\.nio\\.(channels|file)\\..*"),
                nameMatching("java\\.net\\.http\\..*")))
        .check(ALL);
  }

  @Test
  void thePacketPathDoesNotLog() {
    noClasses()
        .that()
        .resideInAnyPackage(in("rtc"), in("sfu"))
        .should()
        .dependOnClassesThat(
            DescribedPredicate.or(
                nameMatching("org\\.slf4j\\..*"),
                nameMatching("java\\.util\\.logging\\..*"),
                nameMatching("java\\.lang\\.System\\$Logger")))
        .check(ALL);
  }

  @Test
  void onlyTheStoreSpeaksSql() {
    noClasses()
        .that()
        .resideOutsideOfPackage(in("store"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..", "javax.sql..", "org.jdbi..", "org.flywaydb..", "org.sqlite..")
        .check(ALL);
  }

  @Test
  void theForwardingPlaneAndTheDomainKnowNoHttp() {
    noClasses()
        .that()
        .resideInAnyPackage(in("rtc"), in("sfu"), in("loop"), in("stage"), in("store"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta..", "java.net.http..")
        .check(ALL);
  }

  @Test
  void theForwardingPlaneKnowsNoJson() {
    noClasses()
        .that()
        .resideInAnyPackage(in("rtc"), in("sfu"), in("loop"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tools.jackson..", "com.fasterxml..", "com.nimbusds..")
        .check(ALL);
  }

  @Test
  void everyPackageSaysThatItsNullsAreMarked() {
    classes()
        .should(
            new ArchCondition<JavaClass>("be in a package that is @NullMarked") {
              @Override
              public void check(JavaClass c, ConditionEvents events) {
                if (!c.getPackage().isAnnotatedWith(NullMarked.class)) {
                  events.add(SimpleConditionEvent.violated(c, c.getPackageName() + " is not"));
                }
              }
            })
        .check(ALL);
  }

  private static DescribedPredicate<JavaCall<?>> calls(String owner, String name) {
    return target(owner(nameMatching(owner)))
        .and(target(nameMatching(name)))
        .as("calls %s.%s", owner, name)
        .forSubtype();
  }
}
