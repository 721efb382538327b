extension ScorePicture {
  /// An HTML page around the SVG: no network, no script, light or dark as the viewer prefers; on a narrow screen the
  /// picture keeps a readable size and scrolls sideways.
  public func html() -> String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(SVGText.escaped(title))</title>
    <style>
    body{margin:0;background:\(PictureStyle.colour(.page, isDark: false))}
    @media (prefers-color-scheme:dark){body{background:\(PictureStyle.colour(.page, isDark: true))}}
    main{max-width:1400px;margin:0 auto;overflow-x:auto}
    main>svg{display:block;width:100%;min-width:760px;height:auto}
    </style>
    </head>
    <body>
    <main>
    \(svg())</main>
    </body>
    </html>

    """
  }
}
