#!/bin/sh
# Publishes a test picture and a tone by FFmpeg's WHIP muxer.
#
#   examples/ffmpeg-whip.sh TOKEN [SECONDS]      FFmpeg 8 or newer, with libopus and an H.264 encoder
#
# TOKEN is a participant token with the capability PUBLISH, as CreateParticipantToken gives it. FFmpeg ignores keyframe
# requests, so a viewer waits for the next keyframe: -g 30 makes that a second at most.
set -eu
token=${1:?usage: ffmpeg-whip.sh TOKEN [SECONDS]}
endpoint=${AWS_ENDPOINT_URL_IVS_REALTIME:-http://127.0.0.1:4569}
ffmpeg=${FFMPEG:-ffmpeg}

if ! "$ffmpeg" -hide_banner -muxers 2>/dev/null | grep -q ' whip '; then
  echo "ffmpeg-whip.sh: $ffmpeg has no WHIP muxer: FFmpeg 8 or newer is needed, built with TLS; FFMPEG=/path names another" >&2
  exit 1
fi

if "$ffmpeg" -hide_banner -encoders 2>/dev/null | grep -q ' libx264 '; then
  encoder='-c:v libx264 -profile:v baseline -preset ultrafast -tune zerolatency -x264-params sliced-threads=0'
else
  encoder='-c:v libopenh264 -allow_skip_frames 1'
fi

# shellcheck disable=SC2086 # the options are words
exec "$ffmpeg" -hide_banner -loglevel warning -nostdin \
  -re -f lavfi -i testsrc2=size=640x360:rate=30 \
  -re -f lavfi -i sine=frequency=440:sample_rate=48000 \
  ${2:+-t "$2"} \
  $encoder -pix_fmt yuv420p -b:v 1000k -g 30 -bf 0 \
  -c:a libopus -ac 2 -ar 48000 -b:a 64k \
  -f whip -authorization "$token" "$endpoint/whip"
