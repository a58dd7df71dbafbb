#!/bin/sh
# repack.sh PACKAGE: packs a .deb or .tar.gz of cpack anew with the files in the order of their names, for cpack takes
# them as the file system lists them; and a .deb without the sizes that folders have there in its Installed-Size.
set -eu
package=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder" # it becomes the root of whoever installs the package

case $package in
*.deb)
  dpkg-deb --raw-extract "$package" "$folder"
  sort --key=2 --output "$folder/DEBIAN/md5sums" "$folder/DEBIAN/md5sums"
  # As dpkg-gencontrol counts: kibibytes, begun ones in full, and one for everything that is no file.
  size=$(find "$folder" -mindepth 1 -path "$folder/DEBIAN" -prune -o -type f -printf '%s\n' -o -printf '1\n' |
    awk '{ sum += int(($1 + 1023) / 1024) } END { print sum }')
  sed -i "s/^Installed-Size: .*/Installed-Size: $size/" "$folder/DEBIAN/control"
  dpkg-deb --root-owner-group --build "$folder" "$package" >/dev/null
  ;;
*.tar.gz)
  tar --extract --file "$package" --directory "$folder"
  tar --create --sort=name --owner=root:0 --group=root:0 --format=gnu \
    ${SOURCE_DATE_EPOCH:+--clamp-mtime "--mtime=@$SOURCE_DATE_EPOCH"} --directory "$folder" "$(ls "$folder")" |
    gzip -9 --no-name >"$package"
  ;;
esac
