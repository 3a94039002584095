package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class StorageConfigurationsTest {
  private static final TestServer server = TestServer.dev();
  private static final Ask ask = new Ask(server);
  private static final String ANY = "{'s3':{'bucketName':'bucket'}}";

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void whatWasMadeIsFoundAndListedUntilItIsDeleted() {
    JsonNode made =
        ask.ok(
                "CreateStorageConfiguration",
                "{'name':'rec','s3':{'bucketName':'my.bucket-1'},'tags':{'a':'b'}}")
            .path("storageConfiguration");
    String arn = made.path("arn").asString();
    assertThat(arn)
        .matches("arn:aws:ivs:us-east-1:000000000000:storage-configuration/[a-zA-Z0-9]{12}");
    assertThat(made.toString())
        .isEqualTo(
            ("{'arn':'"
                    + arn
                    + "','name':'rec','s3':{'bucketName':'my.bucket-1'},"
                    + "'tags':{'a':'b'}}")
                .replace('\'', '"'));
    assertThat(ask.ok("GetStorageConfiguration", "{'arn':'%s'}", arn).path("storageConfiguration"))
        .isEqualTo(made);
    assertThat(
            ask.ok("ListStorageConfigurations", "{}").path("storageConfigurations").valueStream())
        .contains(made);
    ask.isNobodyElses("StorageConfiguration", arn);
    assertThat(ask.ok("DeleteStorageConfiguration", "{'arn':'%s'}", arn).toString())
        .isEqualTo("{}");
    ask.refused("ResourceNotFoundException", "GetStorageConfiguration", "{'arn':'%s'}", arn);
    ask.refused("ResourceNotFoundException", "DeleteStorageConfiguration", "{'arn':'%s'}", arn);
  }

  @ParameterizedTest
  @CsvSource({"ab,3", "UPPER,pattern", "under_score,pattern"})
  void aBucketHasTheNameOfABucket(String name, String told) {
    assertThat(
            ask.refused(
                "ValidationException",
                "CreateStorageConfiguration",
                "{'s3':{'bucketName':'%s'}}",
                name))
        .contains("at 's3.bucketName'", told);
    assertThat(
            ask.refused(
                "ValidationException",
                "CreateStorageConfiguration",
                "{'s3':{'bucketName':'%s'}}",
                "b".repeat(64)))
        .contains("at 's3.bucketName'", "63");
  }

  @Test
  void aBucketIsRequired() {
    assertThat(ask.refused("ValidationException", "CreateStorageConfiguration", "{}"))
        .contains("Value null at 's3'");
    assertThat(ask.refused("ValidationException", "CreateStorageConfiguration", "{'s3':{}}"))
        .contains("Value null at 's3.bucketName'");
  }

  @Test
  void aRegionHas5AndAPageShowsAsMany() {
    try (var small = TestServer.withQuotas()) {
      var there = new Ask(small);
      for (int i = 0; i < 5; i++) {
        there.ok("CreateStorageConfiguration", ANY);
      }
      there.refused("ServiceQuotaExceededException", "CreateStorageConfiguration", ANY);
      JsonNode page = there.ok("ListStorageConfigurations", "{}");
      assertThat(page.path("storageConfigurations").size()).isEqualTo(5);
      assertThat(page.has("nextToken")).isFalse();
      assertThat(there.all("ListStorageConfigurations", "storageConfigurations", "arn", 2))
          .hasSize(5)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void withoutAQuotaAPageShows100() {
    try (var fresh = TestServer.dev()) {
      var there = new Ask(fresh);
      for (int i = 0; i < 101; i++) {
        there.ok("CreateStorageConfiguration", ANY);
      }
      assertThat(there.ok("ListStorageConfigurations", "{}").path("storageConfigurations").size())
          .isEqualTo(100);
    }
  }
}
