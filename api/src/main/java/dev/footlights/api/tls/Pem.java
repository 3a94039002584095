package dev.footlights.api.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM file (RFC 7468). Text between blocks is skipped, as every tool does.
 *
 * @param label what stands after BEGIN
 * @param encrypted whether the old headers of an encrypted key (RFC 1421) stand before the data
 */
record Pem(String label, byte[] der, boolean encrypted) {
  private static final String BEGIN = "-----BEGIN ";
  private static final Pattern BLOCK =
      Pattern.compile(
          BEGIN + "([A-Z0-9 ]{1,60})-----([^-]*+(?:-(?!----)[^-]*+)*+)-----END \\1-----");
  private static final Pattern HEADERS = Pattern.compile("(?:[A-Za-z-]+:[^\\n]*\\n)+");

  /**
   * Its blocks; one whose data is no base64 has none.
   *
   * @throws TlsException when a block has no end, as in a file that is still being written
   */
  static List<Pem> blocks(String name, byte[] file) {
    List<Pem> blocks = new ArrayList<>();
    String text = new String(file, StandardCharsets.ISO_8859_1);
    Matcher found = BLOCK.matcher(text);
    while (found.find()) {
      String body = found.group(2).strip();
      Matcher headers = HEADERS.matcher(body);
      boolean old = headers.lookingAt();
      boolean encrypted = old && headers.group().contains("ENCRYPTED");
      String data = old ? body.substring(headers.end()) : body;
      blocks.add(new Pem(found.group(1), decoded(data), encrypted));
    }
    if (text.split(BEGIN, -1).length - 1 != blocks.size()) {
      throw new TlsException(name + ": a block is cut off or damaged; copy the file again");
    }
    return blocks;
  }

  private static byte[] decoded(String data) {
    try {
      return Base64.getMimeDecoder().decode(data);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
