package dev.footlights.sign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.sign.WireRequest.Header;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The published example key and day; signatures as every implementation of version 4 finds them.
 */
class SignatureTest {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final Instant AT = Instant.parse("2015-08-30T12:36:00Z");
  private static final CredentialScope SCOPE =
      new CredentialScope("20150830", "us-east-1", "service");

  @ParameterizedTest(name = "{0} {1}?{2} {3} {4}")
  @CsvSource(
      textBlock =
          """
          GET,/,'','',5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          POST,/,'','',5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b
          GET,/,Param2=value2&Param1=value1,'',b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500
          GET,//./x/..//,'','',5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          GET,/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz,'','',07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f
          GET,/ሴ,'','',8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85
          GET,/,'',My-Header1:  value1|My-Header2: "a   b   c" ,acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736
          POST,/,'',My-Header1:value1,c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c
          """,
      ignoreLeadingAndTrailingWhitespace = false)
  void agreesWithThePublishedVectors(
      String method, String path, String query, String headers, String signature) {
    List<Header> all = new ArrayList<>();
    all.add(new Header("Host", "example.amazonaws.com"));
    all.add(new Header("X-Amz-Date", "20150830T123600Z"));
    for (String line : headers.split("\\|")) {
      if (!line.isEmpty()) {
        int colon = line.indexOf(':');
        all.add(new Header(line.substring(0, colon), line.substring(colon + 1)));
      }
    }
    var request = new WireRequest(method.strip(), path, query, all, new byte[0]);
    assertThat(Signature.of(request, names(request), AT, SCOPE, SECRET)).isEqualTo(signature);
  }

  @Test
  void agreesWithThePublishedListUsersExample() {
    var request =
        new WireRequest(
            "GET",
            "/",
            "Action=ListUsers&Version=2010-05-08",
            List.of(
                new Header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                new Header("Host", "iam.amazonaws.com"),
                new Header("X-Amz-Date", "20150830T123600Z")),
            new byte[0]);
    var scope = new CredentialScope("20150830", "us-east-1", "iam");
    assertThat(Signature.of(request, names(request), AT, scope, SECRET))
        .isEqualTo("5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
  }

  @Test
  void encodesAPathThatIsEncodedAlreadyOnceMore() {
    String arn = "/tags/arn%3Aaws%3Aivs%3Aus-east-1%3A000000000000%3Astage%2Fabc";
    assertThat(canonical("GET", arn, ""))
        .startsWith(
            "GET\n/tags/arn%253Aaws%253Aivs%253Aus-east-1%253A000000000000%253Astage%252Fabc\n");
  }

  @Test
  void sortsParametersByNameThenByValue() {
    assertThat(canonical("DELETE", "/", "tagKeys=b&tagKeys=a&Zulu=%7E&a%2Fb=1&novalue"))
        .startsWith("DELETE\n/\nZulu=~&a%2Fb=1&novalue=&tagKeys=a&tagKeys=b\n");
  }

  @Test
  void joinsTheValuesOfARepeatedHeaderInTheirOrder() {
    var request =
        new WireRequest(
            "GET",
            "/",
            "",
            List.of(new Header("X-A", " 2  3 "), new Header("Host", "h"), new Header("x-a", "1")),
            new byte[0]);
    assertThat(CanonicalRequest.of(request, List.of("host", "x-a"))).contains("\nx-a:2 3,1\n");
  }

  @Test
  void everyByteOfTheBodyCounts() {
    byte[] body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    byte[] other = Arrays.copyOf(body, body.length);
    other[5] = '2';
    var headers = List.of(new Header("host", "h"));
    assertThat(
            Signature.of(
                new WireRequest("POST", "/", "", headers, body), List.of("host"), AT, SCOPE, "s"))
        .isNotEqualTo(
            Signature.of(
                new WireRequest("POST", "/", "", headers, other), List.of("host"), AT, SCOPE, "s"));
  }

  private static String canonical(String method, String path, String query) {
    return CanonicalRequest.of(
        new WireRequest(method, path, query, List.of(new Header("host", "h")), new byte[0]),
        List.of("host"));
  }

  private static List<String> names(WireRequest request) {
    return request.headers().stream()
        .map(header -> header.name().toLowerCase(Locale.ROOT))
        .sorted()
        .toList();
  }
}
