#!/bin/sh
# Makes the test cards and tones that `publish` and `demo` send, into client/src/main/resources.
# Needs ffmpeg with libvpx, libopus and drawtext (Debian: apt-get install ffmpeg fonts-dejavu-core).
#
# Each loop is 10 s long and its end joins its beginning: every movement has a period that divides 10 s,
# and the tones are cut out of the middle of a longer recording so that no encoder's start is heard.
set -eu
cd "$(dirname "$0")/../main/resources/dev/footlights/client/media"
font=${FONT:-/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# card NAME MAIN OTHER OTHER: the plane named first (r, g or b) is bright, the others stay dark.
card() {
  name=$1 bright=$2 second=$3 third=$4
  wave='sin(2*PI*(X/W+Y/H/2-T/5))'
  disc='lt(hypot(X-W/2-230*cos(2*PI*T/5)\,Y-H/2-120*sin(2*PI*T/5))\,34)'
  sweep='lt(mod(X-W*T/10+W\,W)\,10)'
  ffmpeg -v error -y -f lavfi -i "color=black:size=640x360:rate=30:duration=10,format=gbrp,geq=$bright='190+28*$wave+37*$disc':$second='24+16*$wave+150*$disc+60*$sweep':$third='24+16*$wave+150*$disc+60*$sweep',drawtext=fontfile=$font:text='$name':fontsize=72:fontcolor=white:x=(w-tw)/2:y=96,drawtext=fontfile=$font:text='%{eif\:floor(n/30)\:d\:2}\:%{eif\:mod(n\,30)\:d\:2}':fontsize=64:fontcolor=white:box=1:boxcolor=black@0.5:boxborderw=12:x=(w-tw)/2:y=200,format=yuv420p" \
    -c:v libvpx -b:v 400k -minrate 300k -maxrate 500k -bufsize 400k -qmin 2 -qmax 50 -g 15 -keyint_min 15 -force_key_frames 'expr:eq(mod(n,15),0)' \
    -auto-alt-ref 0 -lag-in-frames 0 -error-resilient 1 -deadline good -cpu-used 0 \
    -fflags +bitexact -f ivf "$name.ivf"
}

# tone NAME HERTZ
tone() {
  ffmpeg -v error -y -f lavfi -i "sine=frequency=$2:sample_rate=48000:duration=12,volume=1.5,aformat=channel_layouts=stereo" \
    -c:a libopus -b:a 48k -vbr off -frame_duration 20 -application audio -f ogg "$work/$1.ogg"
  ffmpeg -v error -y -ss 1 -i "$work/$1.ogg" -c copy -frames:a 500 -fflags +bitexact -f ogg "$1.ogg"
}

card red r g b
card blue b r g
tone red 440
tone blue 660
ls -l ./*.ivf ./*.ogg
