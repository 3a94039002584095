package dev.footlights.api.auth;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.footlights.api.aws.OperationName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the text of {@code credentials.json}: a list of {@code {accessKeyId, secretAccessKey,
 * account, statements: [{Effect, Action, Resource, Condition}]}}, where Action and Resource may be
 * one string or a list.
 */
public final class CredentialsFile {
  /** The action of those who read the log of events, which is no operation of AWS's. */
  public static final String READ_EVENTS = "footlights:ReadEvents";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private record Entry(
      @Nullable String accessKeyId,
      @Nullable String secretAccessKey,
      @Nullable String account,
      @Nullable List<StatementEntry> statements) {}

  private record StatementEntry(
      @JsonProperty("Sid") @Nullable String sid,
      @JsonProperty("Effect") @Nullable String effect,
      @JsonProperty("Action") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<String> action,
      @JsonProperty("Resource") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<String> resource,
      @JsonProperty("Condition") @Nullable JsonNode condition) {}

  private CredentialsFile() {}

  /**
   * @throws IllegalArgumentException naming what is wrong, never a secret
   */
  static List<Credential> parse(String json) {
    Entry[] entries;
    try {
      entries = JSON.readValue(json, Entry[].class);
    } catch (UnrecognizedPropertyException e) {
      throw new IllegalArgumentException(
          "nothing is known of a member '" + e.getPropertyName() + "'" + line(e));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not the expected JSON" + line(e));
    }
    List<Credential> credentials = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < entries.length; i++) {
      Credential credential = credential(entries[i], "entry " + (i + 1));
      if (!ids.add(credential.accessKeyId())) {
        throw new IllegalArgumentException("accessKeyId of entry " + (i + 1) + " is there twice");
      }
      credentials.add(credential);
    }
    if (credentials.isEmpty()) {
      throw new IllegalArgumentException("there is no credential in it");
    }
    return List.copyOf(credentials);
  }

  private static String line(JacksonException e) {
    var at = e.getLocation();
    return at == null ? "" : " at line " + at.getLineNr();
  }

  private static Credential credential(@Nullable Entry entry, String where) {
    if (entry == null
        || entry.accessKeyId == null
        || entry.accessKeyId.isBlank()
        || entry.secretAccessKey == null
        || entry.secretAccessKey.isBlank()) {
      throw new IllegalArgumentException(where + " needs accessKeyId and secretAccessKey");
    }
    if (!entry.accessKeyId.matches("[^\\s/,]+")) {
      throw new IllegalArgumentException(
          "accessKeyId of " + where + " must have no space, slash or comma: it could not sign");
    }
    if (entry.account == null || !entry.account.matches("[0-9]{12}")) {
      throw new IllegalArgumentException("account of " + where + " must be twelve digits");
    }
    List<Statement> statements = null;
    if (entry.statements != null) {
      statements = new ArrayList<>();
      for (StatementEntry statement : entry.statements) {
        if (statement == null) {
          throw new IllegalArgumentException("a statement of " + where + " is null");
        }
        statements.add(statement(statement, where));
      }
      statements = List.copyOf(statements);
    }
    return new Credential(entry.accessKeyId, entry.secretAccessKey, entry.account, statements);
  }

  private static Statement statement(StatementEntry entry, String where) {
    boolean allow = "Allow".equals(entry.effect);
    if (!allow && !"Deny".equals(entry.effect)) {
      throw new IllegalArgumentException("Effect in " + where + " must be Allow or Deny");
    }
    if (entry.action == null
        || entry.action.isEmpty()
        || entry.resource == null
        || entry.resource.isEmpty()
        || entry.action.contains(null)
        || entry.resource.contains(null)) {
      throw new IllegalArgumentException("a statement of " + where + " needs Action and Resource");
    }
    for (String action : entry.action) {
      if (!names(action)) {
        throw new IllegalArgumentException(
            "Action '" + action + "' in " + where + " matches no operation");
      }
    }
    for (String resource : entry.resource) {
      literal(resource, where);
    }
    JsonNode condition = entry.condition;
    return new Statement(
        allow,
        entry.action,
        entry.resource,
        condition == null ? List.of() : Conditions.read(condition, where));
  }

  /** A policy variable would be compared as it stands, and match nothing. */
  static String literal(String text, String where) {
    if (text.contains("${")) {
      throw new IllegalArgumentException(
          "'" + text + "' in " + where + " has a policy variable, which Footlights does not know");
    }
    return text;
  }

  /** Whether a pattern stands for any operation: a misspelt Deny would deny nothing, unheard. */
  private static boolean names(String pattern) {
    String lower = pattern.toLowerCase(Locale.ROOT);
    return Stream.concat(
            Stream.of(READ_EVENTS),
            Arrays.stream(OperationName.values()).map(OperationName::action))
        .map(action -> action.toLowerCase(Locale.ROOT))
        .anyMatch(action -> Statement.matches(lower, action));
  }
}
