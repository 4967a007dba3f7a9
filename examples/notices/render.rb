#!/usr/bin/env ruby
# Render every template here with every record: ERB (*.erb.eml). Usage: ruby render.rb OUT

require "erb"
require "fileutils"
require "json"
require "ostruct"

here = __dir__
out = ARGV.fetch(0)
Dir.glob("#{here}/records/*.json").sort.each do |record_file|
  record = JSON.parse(File.read(record_file, encoding: "utf-8"), object_class: OpenStruct)
  Dir.glob("#{here}/templates/*.erb.eml").sort.each do |template|
    folder = File.join(out, File.basename(record_file, ".json"))
    FileUtils.mkdir_p(folder)
    text = ERB.new(File.read(template, encoding: "utf-8"), trim_mode: "-").result_with_hash(record.to_h)
    File.write(File.join(folder, File.basename(template)), text)
  end
end
